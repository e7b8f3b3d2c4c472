import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Band, Instant, Rulebook, Site, Slot } from "../api/types";
import { put, Refused } from "../ui/form";
import { addDays, clock, dateOf, day, instantOf } from "../ui/time";
import { t } from "../words/words";
import { bandsOf, Through } from "./expected";
import type { DriverView } from "./view";

/** Until it is known how far ahead the site takes reservations. */
const DAYS = 4;

/** One slot, or whatever is free first in a range. */
export type Time = { is: "slot"; slot: Slot } | { is: "any"; from: Instant; to: Instant };

interface Props {
  view: DriverView;
  site: Site;
  lane: string;
  time: Signal<Time | null>;
  /** Whether a full time can be chosen, to wait for it. */
  mayWait?: boolean;
  /** The site-local date that is shown first; today, unless given or where that is over. */
  from?: string | null;
}

export function Times({ view, site, lane, time, mayWait = false, from = null }: Props) {
  const days = useSignal(DAYS);
  const today = useSignal<string | null>(null);
  const date = useSignal<string | null>(null);
  const slots = useSignal<Slot[] | null>(null);
  const bands = useSignal<ReadonlyMap<string, Band>>(new Map());
  const fault = useSignal<unknown>(null);
  const failed = (caught: unknown): void => put(fault, caught)();
  useEffect(() => {
    view.client.get<{ now: string }>(`/v1/sites/${site.code}/board`).then((board) => {
      today.value = dateOf(Date.parse(board.now), site.zone);
      date.value = from !== null && from > today.value ? from : today.value;
    }, failed);
    view.client.get<Rulebook>(`/v1/sites/${site.code}/rulebook`).then(
      ({ horizon_days: ahead }) => put(days, ahead + 1)(),
      () => undefined,
    );
  }, []);
  useEffect(() => {
    slots.value = null;
    bands.value = new Map();
    if (!date.value) return;
    let isShown = true;
    // Of a day that was left again nothing is shown, however late it comes.
    const take =
      <T,>(into: Signal<T>) =>
      (found: T) =>
        void (isShown && (into.value = found));
    slotsOf(view, site, lane, date.value).then(take<Slot[] | null>(slots), take(fault));
    // A time can be taken without knowing what it means, so a band that does not come is no fault.
    bandsOf(view, site, lane, within(site, date.value)).then(take(bands), () => undefined);
    return () => {
      isShown = false;
    };
  }, [date.value]);
  const choose = (other: string): void => {
    date.value = other;
    time.value = null;
  };
  const chosen = time.value?.is === "slot" ? time.value.slot : null;
  const band = chosen && bands.value.get(chosen.id);
  return (
    <fieldset class="times">
      <legend>{t("time")}</legend>
      <Refused fault={fault.value} />
      {today.value && <Days site={site} days={days.value} today={today.value} date={date.value} choose={choose} />}
      {slots.value === null && !fault.value && <p class="quiet">{t("loading")}</p>}
      {slots.value?.length === 0 && <p class="quiet">{t("no-slots")}</p>}
      {slots.value && <SlotGrid site={site} slots={slots.value} time={time} mayWait={mayWait} />}
      {chosen && band && <Through site={site} startsAt={chosen.starts_at} band={band} />}
      {mayWait && slots.value && slots.value.length > 0 && <AnyTime slots={slots.value} time={time} />}
    </fieldset>
  );
}

async function slotsOf(view: DriverView, site: Site, lane: string, date: string): Promise<Slot[]> {
  const found = await view.client.all<Slot>(`/v1/sites/${site.code}/slots`, { lane, ...within(site, date) });
  return found.filter((slot) => slot.status !== "past");
}

function within(site: Site, date: string): { from: Instant; to: Instant } {
  const bound = (day: string): Instant => new Date(instantOf(day, site.zone)).toISOString();
  return { from: bound(date), to: bound(addDays(date, 1)) };
}

interface DaysProps {
  site: Site;
  days: number;
  today: string;
  date: string | null;
  choose(date: string): void;
}

function Days({ site, days, today, date, choose }: DaysProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => row.current?.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "center" }), [days]);
  return (
    <div class="days" ref={row}>
      {Array.from({ length: days }, (_, i) => addDays(today, i)).map((other) => (
        <button key={other} type="button" aria-pressed={other === date} onClick={() => choose(other)}>
          {day(instantOf(other, site.zone, 12), site.zone)}
        </button>
      ))}
    </div>
  );
}

function SlotGrid({ site, slots, time, mayWait }: { site: Site; slots: readonly Slot[]; time: Signal<Time | null>; mayWait: boolean }) {
  const chosen = time.value?.is === "slot" ? time.value.slot.id : null;
  return (
    <div class="slot-grid">
      {slots.map((slot) => (
        <button
          key={slot.id}
          type="button"
          class={`is-${slot.status}`}
          disabled={slot.status === "closed" || (slot.status === "full" && !mayWait)}
          aria-pressed={slot.id === chosen}
          onClick={put<Time | null>(time, { is: "slot", slot })}
        >
          <b>{clock(slot.starts_at, site.zone)}</b>
          <small>{slot.draw ? t("lot") : slot.status === "open" ? t("free-count", { count: slot.free }) : t(`slot-${slot.status}`)}</small>
        </button>
      ))}
    </div>
  );
}

/** Whoever does not mind the hour waits for whichever is free first. */
function AnyTime({ slots, time }: { slots: readonly Slot[]; time: Signal<Time | null> }) {
  const any: Time = { is: "any", from: slots[0]!.starts_at, to: slots.at(-1)!.ends_at };
  return (
    <button type="button" class="any-time" aria-pressed={time.value?.is === "any"} onClick={put<Time | null>(time, any)}>
      {t("any-that-day")}
    </button>
  );
}
