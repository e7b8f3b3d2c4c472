/** What the console reads of slots and of who waits for them, again whenever the ledger tells of a booking. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Appealed, Instant, LedgerEntry, Reservation, Rulebook, Slot } from "../api/types";
import { IN_LINE } from "../booking/said";
import { type SiteView, useSite } from "../site/site";
import { addDays, instantOf } from "../ui/time";

const AGAIN_MS = 15_000;
const PAGES = 30;
const MINUTE_MS = 60_000;

export interface Read<T> {
  found: T | null;
  fault: unknown;
}

/**
 * Reads now, when `key` changes, after every booking told by the ledger, and every so often. With `keeps`, what was found
 * by another key stays until the answer is here; without, it is not taken for it.
 */
export function useRead<T>(key: string | null, read: () => Promise<T>, keeps = false): Read<T> {
  const site = useSite();
  const found = useSignal<{ key: string; answer: T } | null>(null);
  const fault = useSignal<unknown>(null);
  const bookings = site.bookings.value;
  useEffect(() => {
    if (key === null) return;
    let isOld = false;
    const again = (): void =>
      void read().then(
        (answer) => {
          if (isOld) return;
          found.value = { key, answer };
          fault.value = null;
        },
        (caught) => {
          if (!isOld) fault.value = caught;
        },
      );
    again();
    const timer = setInterval(again, AGAIN_MS);
    return () => {
      isOld = true;
      clearInterval(timer);
    };
  }, [key, bookings]);
  const isShown = found.value !== null && (keeps || found.value.key === key);
  return { found: isShown ? found.value!.answer : null, fault: fault.value };
}

export function readDay(site: SiteView, date: string): Promise<Slot[]> {
  const bound = (on: string): number => instantOf(on, site.zone);
  return readSlots(site, bound(date), bound(addDays(date, 1)));
}

export function readSlots(site: SiteView, from: number, to: number, lane: string | null = null): Promise<Slot[]> {
  const bounds = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return site.client.all<Slot>(`/v1/sites/${site.site.code}/slots`, { ...bounds, lane });
}

/** The lane's times that one stay can serve together with a drop: not before it, and with arrival windows that meet. */
export async function readPickups(site: SiteView, drop: Slot, lane: string): Promise<Slot[]> {
  const rules = await site.client.get<Rulebook>(`/v1/sites/${site.site.code}/rulebook`);
  const apart = (rules.arrive_after_minutes + rules.arrive_before_minutes) * MINUTE_MS;
  const upTo = Date.parse(drop.ends_at) + apart + 1; // windows that only touch meet, too
  return readSlots(site, Date.parse(drop.starts_at), upTo, lane);
}

export function readInLine(site: SiteView): Promise<Reservation[]> {
  return site.client.all<Reservation>("/v1/reservations", { site: site.site.code, status: IN_LINE });
}

export function readAppeals(site: SiteView): Promise<Appealed[]> {
  return site.client.all<Appealed>(`/v1/sites/${site.site.code}/appeals`, { status: "open" });
}

/** A reservation that lost the place it had at `was`, as it stands now. */
export interface LostOne {
  was: Instant;
  reservation: Reservation;
}

/** The reservations that a closure displaced, as the ledger after `seq` names them. */
export async function displacedBy(site: SiteView, closure: string, seq: number): Promise<LostOne[]> {
  const named = new Map<string, Instant>();
  for (let page = 0, after = seq; page < PAGES; page++) {
    const { items } = await site.client.get<{ items: LedgerEntry[] }>(`/v1/sites/${site.site.code}/ledger`, { after, limit: 200 });
    for (const { kind, body } of items) {
      if (kind === "reservation.displaced" && body["because"] === `closure:${closure}`)
        named.set(String(body["reservation"]), String(body["wanted_from"]));
    }
    if (items.length === 0) break;
    after = items.at(-1)!.seq;
  }
  return Promise.all([...named].map(async ([id, was]) => ({ was, reservation: await readOne(site, id) })));
}

export function readOne(site: SiteView, id: string): Promise<Reservation> {
  return site.client.get<Reservation>(`/v1/reservations/${id}`);
}
