import type { Closure } from "../api/types";
import type { SiteView } from "../site/site";
import type { LanePlanned } from "../slots/retime";
import { displacedBy, type LostOne } from "../slots/store";

/** The closure that stops `lane` now, if any; a closure of the whole site stops every lane. */
export function closureOf(closures: readonly Closure[], lane: string, now: number | null): Closure | null {
  const isOn = (closure: Closure): boolean =>
    now === null || (Date.parse(closure.from) <= now + 1_000 && (closure.to === null || Date.parse(closure.to) > now));
  return closures.find((closure) => (closure.lane === null || closure.lane === lane) && isOn(closure)) ?? null;
}

export interface ClosureWish {
  lane: string | null;
  to: string | null;
  reason: string;
}

/** How many reservations a closure displaces at once, and without an end within 24 hours if it stands so long. */
export interface Cost {
  displaced: number;
  to_follow: number;
  /** The plan by which those at once would be given other times. */
  lanes: LanePlanned[];
}

/** What a closure would cost from now on. */
export function preview(site: SiteView, lane: string | null, to: string | null): Promise<Cost> {
  return site.client.get<Cost>(`/v1/sites/${site.site.code}/closures/preview`, { lane, to });
}

/** Whom a closure displaced, and how many more it may. */
export interface Toll {
  lost: LostOne[];
  toFollow: number;
}

export async function closeLane(site: SiteView, wish: ClosureWish): Promise<Toll> {
  const before = site.ledger.last;
  const path = `/v1/sites/${site.site.code}/closures`;
  const made = await site.client.post<Closure & { displaced: string[]; to_follow: number }>(path, wish);
  await site.readBoard();
  const lost = made.displaced.length > 0 ? await displacedBy(site, made.id, before) : [];
  return { lost, toFollow: made.to_follow };
}

export async function openLane(site: SiteView, closure: Closure): Promise<void> {
  await site.client.delete(`/v1/sites/${site.site.code}/closures/${closure.id}`);
  await site.readBoard();
}
