/** What a page of reservations reads. */
import type { Page, Reservation, ReservationStatus } from "../api/types";
import type { Query } from "../api/client";
import { plain } from "../queue/filter";
import type { SiteView } from "../site/site";

export const READ_AT_ONCE = 400;
const PAGE = 200;
const REFERENCE = /^[A-Z]{2,5}-[A-Z0-9]{3,8}$/i;

export interface Found {
  items: Reservation[];
  /** Older ones were left out. */
  isMore: boolean;
}

/** Those in the states, newest first; or, where somebody is looked for, whoever it is. */
export async function readBookings(site: SiteView, text: string, states: readonly ReservationStatus[], most: number): Promise<Found> {
  if (!text && states.length === 0) return { items: [], isMore: false };
  const wanted: Query = text ? lookedFor(text) : { status: states };
  const items: Reservation[] = [];
  let cursor: string | null = null;
  do {
    const query: Query = { site: site.site.code, limit: PAGE, ...wanted, cursor };
    const page: Page<Reservation> = await site.client.get<Page<Reservation>>("/v1/reservations", query);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && items.length < most);
  return { items, isMore: cursor !== null };
}

function lookedFor(text: string): Query {
  return REFERENCE.test(text) ? { reference: text.toUpperCase() } : { plate: plain(text) };
}

export function toggled<T>(chosen: readonly T[], one: T): T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
