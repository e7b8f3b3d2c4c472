import type { Closure } from "../api/types";
import type { SiteView } from "../site/site";
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

/** The reservations that lost their place by it. */
export async function closeLane(site: SiteView, wish: ClosureWish): Promise<LostOne[]> {
  const before = site.ledger.last;
  const made = await site.client.post<Closure & { displaced: string[] }>(`/v1/sites/${site.site.code}/closures`, wish);
  await site.readBoard();
  return made.displaced.length > 0 ? displacedBy(site, made.id, before) : [];
}

export async function openLane(site: SiteView, closure: Closure): Promise<void> {
  await site.client.delete(`/v1/sites/${site.site.code}/closures/${closure.id}`);
  await site.readBoard();
}
