/** Keeps the page itself on the phone, so that a pass opens at a gate where there is no network. */
const KEPT = "serai-driver";
const PARTS = "/assets/";

export async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/d/offline.js", { scope: "/d/" });
    // What was loaded before the worker stood is kept here; parts of an older page are let go.
    const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    const parts = loaded.filter((path) => path.startsWith(PARTS));
    const store = await caches.open(KEPT);
    for (const { url } of await store.keys()) {
      const { pathname } = new URL(url);
      if (pathname.startsWith(PARTS) && !parts.includes(pathname)) await store.delete(url);
    }
    await store.addAll(["/d/", ...parts]);
  } catch {
    // A phone that keeps nothing only asks for the page again.
  }
}
