/* The driver's page without a network: the page and its parts as they were last seen, never an answer of the service. */
const KEPT = "serai-driver";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  // A part's name changes with what is in it, so one that is kept is never old; the page itself may be.
  if (pathname.startsWith("/assets/")) event.respondWith(kept(request).then((found) => found ?? asked(request)));
  else if (request.mode === "navigate") event.respondWith(asked("/d/").catch(async (fault) => (await kept("/d/")) ?? Promise.reject(fault)));
});

async function kept(request) {
  return (await caches.open(KEPT)).match(request);
}

async function asked(request) {
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}
