/** Where the console stands, in the fragment: `#/CNMHN/queue`. */
import { signal } from "@preact/signals";

export const VIEWS = ["queue", "gates", "yard", "slots", "ledger"] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  site: string | null;
  view: View;
}

export function parseRoute(hash: string): Route {
  const [site, view] = hash.replace(/^#\/?/, "").split("/");
  return { site: site ? decodeURIComponent(site) : null, view: VIEWS.find((name) => name === view) ?? "queue" };
}

export const route = signal<Route>(parseRoute(location.hash));

addEventListener("hashchange", () => {
  route.value = parseRoute(location.hash);
});

export function hrefOf(site: string, view: View): string {
  return `#/${encodeURIComponent(site)}/${view}`;
}

export function go(site: string, view: View): void {
  location.hash = hrefOf(site, view);
}
