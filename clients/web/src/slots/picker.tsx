import { useSignal, type Signal } from "@preact/signals";
import type { Slot } from "../api/types";
import { type Free, lotText, nearestFree } from "../booking/said";
import { useSite } from "../site/site";
import { put, Refused } from "../ui/form";
import { clock, dateOf, day } from "../ui/time";
import { t } from "../words/words";
import { DayChoice } from "./day";
import { readDay, type Read, useRead } from "./store";

export interface Picking {
  date: Signal<string | null>;
  /** Id of the chosen slot, or nothing. */
  chosen: Signal<string>;
  day: string;
  read: Read<Slot[]>;
  slot: Slot | null;
}

/** A day, its slots, and the one that is chosen among them. */
export function usePicking(from: string | null, slot: string | null): Picking {
  const site = useSite();
  const date = useSignal(from);
  const chosen = useSignal(slot ?? "");
  const on = date.value ?? today(site.now.value, site.zone);
  const read = useRead(on, () => readDay(site, on));
  return { date, chosen, day: on, read, slot: read.found?.find((other) => other.id === chosen.value) ?? null };
}

function today(now: number | null, zone: string): string {
  return dateOf(now ?? 0, zone);
}

/** The lane's times of a day; a full one can be chosen where it may be waited for. */
export function SlotPicker({ picking, lane, mayWait }: { picking: Picking; lane: string; mayWait?: boolean }) {
  const site = useSite();
  const { date, chosen, read, slot } = picking;
  const own = (read.found ?? []).filter((other) => other.lane === lane && other.status !== "past");
  const choose = (other: string | null): void => {
    date.value = other;
    chosen.value = "";
  };
  return (
    <fieldset class="slot-picker">
      <legend>{t("slot")}</legend>
      <DayChoice date={picking.day} today={today(site.now.value, site.zone)} choose={choose} />
      <Refused fault={read.fault} />
      {read.found && own.length === 0 && <p class="hint">{t("no-slots")}</p>}
      <SlotTimes slots={own} chosen={chosen} mayWait={mayWait ?? false} />
      {slot?.draw && (
        <p class="notice" role="status">
          {lotText(slot, site.now.value ?? 0)}
        </p>
      )}
      {mayWait && !slot?.draw && slot?.status === "full" && <Full slot={slot} slots={own} chosen={chosen} />}
    </fieldset>
  );
}

interface Times {
  slots: readonly Slot[];
  chosen: Signal<string>;
  mayWait?: boolean;
  /** The date that goes without saying; every slot's own by default. */
  on?: string;
}

export function SlotTimes({ slots, chosen, mayWait, on }: Times) {
  return (
    <div class="slot-times">
      {slots.map((slot) => (
        <SlotTime
          key={slot.id}
          slot={slot}
          chosen={chosen}
          isOff={slot.status === "past" || slot.status === "closed" || (slot.status === "full" && !mayWait)}
          isOtherDay={on !== undefined && slot.local_date !== on}
        />
      ))}
    </div>
  );
}

function SlotTime({ slot, chosen, isOff, isOtherDay }: { slot: Slot; chosen: Signal<string>; isOff: boolean; isOtherDay: boolean }) {
  const { zone } = useSite();
  return (
    <button
      type="button"
      class={`slot-time is-${slot.status}`}
      aria-pressed={slot.id === chosen.value}
      disabled={isOff}
      onClick={put(chosen, slot.id)}
    >
      <b>{clock(slot.starts_at, zone)}</b>
      {isOtherDay && <small>{day(slot.starts_at, zone)}</small>}
      <small>
        {slot.draw ? t("lot") : slot.status === "open" ? t("free-count", { count: slot.free }) : t(`slot-status-${slot.status}`)}
      </small>
    </button>
  );
}

function Full({ slot, slots, chosen }: { slot: Slot; slots: readonly Slot[]; chosen: Signal<string> }) {
  return (
    <div class="notice" role="status">
      <p>{t("full-hint")}</p>
      <Alternatives free={nearestFree(slots, slot)} chosen={chosen} on={slot.local_date} />
    </div>
  );
}

/** A full slot names others that are not. */
export function Alternatives({ free, chosen, on }: { free: readonly Free[]; chosen: Signal<string>; on?: string }) {
  const { zone } = useSite();
  if (free.length === 0) return null;
  return (
    <div class="alternatives">
      <span>{t("instead")}</span>
      {free.map((slot) => (
        <button
          key={slot.id}
          type="button"
          class="slot-time is-open"
          aria-pressed={slot.id === chosen.value}
          onClick={put(chosen, slot.id)}
        >
          <b>{clock(slot.starts_at, zone)}</b>
          {dateOf(Date.parse(slot.starts_at), zone) !== on && <small>{day(slot.starts_at, zone)}</small>}
        </button>
      ))}
    </div>
  );
}
