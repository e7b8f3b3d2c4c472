/** Where the console stands, in the fragment: `#/CNMHN/queue`. */
import { signal } from "@preact/signals";

export const VIEWS = [
  "queue",
  "gates",
  "yard",
  "plan",
  "slots",
  "bookings",
  "weekly",
  "bulk",
  "calendar",
  "capacity",
  "staffing",
  "trucks",
  "inspections",
  "ledger",
] as const;
export type View = (typeof VIEWS)[number];

/** What the tabs of a phone lead to: for whoever runs the site, and for a company that uses it. */
export const TABS = {
  site: ["queue", "gates", "yard", "slots", "ledger"],
  authority: ["inspections", "ledger"],
  company: ["bookings", "weekly", "bulk", "slots", "trucks"],
} as const satisfies Record<string, readonly View[]>;

/** The pages about time at the site, which for its own people stand together. */
export const OF_SLOTS = ["slots", "bookings", "weekly", "bulk", "calendar", "capacity", "staffing"] as const satisfies readonly View[];

export const ofSlots = (view: View): boolean => (OF_SLOTS as readonly View[]).includes(view);

export type Whose = keyof typeof TABS;

/** The page to show: a company has no business in the queue, gates and yard of a site, nor has an authority. */
export function shown(view: View, whose: Whose): View {
  const own: readonly View[] = whose === "site" ? VIEWS.filter((name) => name !== "trucks") : TABS[whose];
  return own.includes(view) ? view : own[0]!;
}

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
