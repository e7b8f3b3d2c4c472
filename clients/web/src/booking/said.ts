/** What a reservation is told as: its time, what it waits for, how long is left to answer, why it lost its place. Pure. */
import type { Closure, Instant, Reservation, ReservationStatus, Slot } from "../api/types";
import { clock, dateOf, day, spanText, when } from "../ui/time";
import { has, t } from "../words/words";

/** Without a place, and in line for one. */
export const IN_LINE: readonly ReservationStatus[] = ["offered", "displaced", "waitlisted"];
/** With a pass that lets in, and a ticket of it. */
export const HAS_PASS: readonly ReservationStatus[] = ["confirmed", "arrived"];

/** What a driver says kept the truck from coming in time. */
export const CAUSES = ["road_closed", "border", "breakdown", "medical", "site_late", "other"] as const;

/** A cause in the page's language; one that somebody made up, as it stands. */
export function causeText(code: string): string {
  const id = `cause-${code.replaceAll("_", "-")}`;
  return has(id) ? t(id) : code;
}

export function hours(from: Instant, to: Instant, zone: string): string {
  return `${clock(from, zone)}–${clock(to, zone)}`;
}

/** The same hours by another zone's clock, with the day where that differs; null where both clocks agree. */
export function acrossText(from: Instant, to: Instant, zone: string, other: string): string | null {
  const [here, there] = [zone, other].map((each) => `${dateOf(Date.parse(from), each)} ${hours(from, to, each)}`);
  if (here === there) return null;
  const isSameDay = dateOf(Date.parse(from), zone) === dateOf(Date.parse(from), other);
  return isSameDay ? hours(from, to, other) : `${day(from, other)}, ${hours(from, to, other)}`;
}

/** "14:00–15:00", or "Any time 14:00 to 18:00"; with the days where they differ. */
export function wantedText(wants: NonNullable<Reservation["wants"]>, zone: string): string {
  if (wants.slot !== null) return hours(wants.from, wants.to, zone);
  const isOneDay = dateOf(Date.parse(wants.from), zone) === dateOf(Date.parse(wants.to) - 1, zone);
  const end = clock(wants.to, zone);
  if (isOneDay) return t("any-time", { from: clock(wants.from, zone), to: end === "00:00" ? "24:00" : end });
  return t("any-time", { from: clock(wants.from, zone), to: `${day(wants.to, zone)} ${end}` });
}

/** When it is, was or may be: "Sun, Nov 22, 14:00", or the range that is waited for. */
export function timeText({ offer, displaced_from: lost, wants, slot }: Reservation, zone: string): string {
  const place = offer?.slot ?? lost ?? slot;
  if (place) return `${day(place.starts_at, zone)}, ${clock(place.starts_at, zone)}`;
  return wants ? `${day(wants.from, zone)}, ${wantedText(wants, zone)}` : "–";
}

/** "attached", or "needed by 14:00"; null where there is none and none is demanded. */
export function declarationText({ declaration, declaration_by, slot }: Reservation, zone: string): string | null {
  if (declaration !== null) return t("declaration-attached");
  if (declaration_by === null) return null;
  const isSameDay = slot !== null && dateOf(Date.parse(declaration_by), zone) === dateOf(Date.parse(slot.starts_at), zone);
  const time = clock(declaration_by, zone);
  return t("declaration-by", { time: isSameDay ? time : `${day(declaration_by, zone)} ${time}` });
}

/** "12:07", "1:02:07"; never below nothing. */
export function leftText(now: number, until: Instant): string {
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000));
  const two = (figure: number): string => String(figure).padStart(2, "0");
  const [hour, minute, second] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60];
  return hour > 0 ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`;
}

/** Why the site could not keep its time, as a sentence: in the operator's own words while its closure stands. */
export function lostBecause(found: Reservation, closures: readonly Closure[]): string | null {
  const { displaced_because: why, retimed_from: was } = found;
  if (!why) return was ? t("made-way") : null;
  if (why.code !== "closure") return t(why.code === "calendar" || why.code === "rulebook" ? "lost-by-calendar" : "lost-by-clocks");
  const reason = closures.find(({ id }) => id === why.closure)?.reason ?? (why.reason === "other" ? null : why.reason);
  if (reason === null) return t("lost-by-stop");
  return t("lost-by-closure", { reason: has(`reason-${reason}`) ? t(`reason-${reason}`) : reason });
}

/** "The site moved it from 14:00, 1 h 30 later."; null where it has the time that it had. */
export function retimedText({ slot, retimed_from: was }: Reservation, zone: string): string | null {
  if (!was || !slot || was.shift_minutes === 0) return null;
  const isSameDay = dateOf(Date.parse(was.starts_at), zone) === dateOf(Date.parse(slot.starts_at), zone);
  const from = isSameDay ? clock(was.starts_at, zone) : `${day(was.starts_at, zone)}, ${clock(was.starts_at, zone)}`;
  const way = was.shift_minutes > 0 ? "later" : "earlier";
  return t("retimed-from", { from, way, shift: spanText(Math.abs(was.shift_minutes)) });
}

export interface InLine {
  lane: string;
  waiting: Reservation[];
}

/** Who waits, per lane: offers first, for somebody must answer them; then whom the site displaced; then in order of asking. */
export function inLine(found: readonly Reservation[], lanes: readonly string[]): InLine[] {
  const rank = ({ status }: Reservation): number => IN_LINE.indexOf(status);
  const waiting = found.filter((one) => rank(one) >= 0);
  waiting.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  const known = [...new Set([...lanes, ...waiting.map((one) => one.lane)])];
  return known.map((lane) => ({ lane, waiting: waiting.filter((one) => one.lane === lane) })).filter((one) => one.waiting.length > 0);
}

/** Whether entries are taken for a slot that is given out by lot; null where it is not. */
export function lotOf({ draw, opens_at, closes_at }: Pick<Slot, "draw" | "opens_at" | "closes_at">, now: number): Lot | null {
  if (!draw || !opens_at || !closes_at) return null;
  return now < Date.parse(opens_at) ? "soon" : now < Date.parse(closes_at) ? "open" : "over";
}

export type Lot = "soon" | "open" | "over";

/** How the places of such a slot are asked for, in a sentence. */
export function lotText(slot: Pick<Slot, "draw" | "opens_at" | "closes_at">, now: number): string | null {
  const lot = lotOf(slot, now);
  return lot && t(`lot-${lot}`, { opens: when(slot.opens_at!), closes: when(slot.closes_at!) });
}

export interface Free {
  id: string;
  starts_at: Instant;
}

/** The free slots nearest to one that is full, earliest first. */
export function nearestFree<S extends Free & { lane: string; status: string }>(slots: readonly S[], full: S, most = 3): S[] {
  const far = (slot: S): number => Math.abs(Date.parse(slot.starts_at) - Date.parse(full.starts_at));
  const free = slots.filter((slot) => slot.lane === full.lane && slot.status === "open").sort((a, b) => far(a) - far(b));
  return free.slice(0, most).sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
}
