/** Instants in a site's own wall time. */
import { signal } from "@preact/signals";
import { language, t } from "../words/words";
import type { Band, Instant } from "../api/types";

/** The zone of the site that is open: what instants in a sentence are told in. */
export const home = signal("UTC");

const made = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language.value} ${zone} ${JSON.stringify(options)}`;
  let found = made.get(name);
  if (!found) {
    // A phone without this language's calendar words gets numbers rather than placeholders.
    const isKnown = Intl.DateTimeFormat.supportedLocalesOf([language.value]).length > 0;
    found = new Intl.DateTimeFormat(isKnown ? language.value : "en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      numberingSystem: "latn",
      ...options,
    });
    made.set(name, found);
  }
  return found;
}

const HOUR_MINUTE = { hour: "2-digit", minute: "2-digit" } as const;

export function clock(at: Instant | number, zone: string): string {
  return format(zone, HOUR_MINUTE).format(new Date(at));
}

export function seconds(at: Instant | number, zone: string): string {
  return format(zone, { second: "2-digit" }).format(new Date(at)).padStart(2, "0");
}

export function day(at: Instant | number, zone: string): string {
  return format(zone, { weekday: "short", day: "numeric", month: "short" }).format(new Date(at));
}

/** Short offset of the zone, such as GMT+8. */
export function offset(at: Instant | number, zone: string): string {
  const parts = format(zone, { timeZoneName: "shortOffset" }).formatToParts(new Date(at));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** The site-local date, as 2026-11-22. */
export function dateOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** "Sun 22 Nov, 14:00", in the zone of the open site. */
export function when(at: Instant | number): string {
  return `${day(at, home.value)}, ${clock(at, home.value)}`;
}

export function bandText(band: Band, zone: string): string {
  return `${clock(band.p05, zone)}–${clock(band.p95, zone)}`;
}

/** Whole minutes from `from` to `to`, never below 0. */
export function minutesBetween(from: Instant | number, to: Instant | number): number {
  return Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 60_000));
}

/** "47 min", "2 h 05". */
export function spanText(minutes: number): string {
  if (minutes < 100) return t("span-minutes", { minutes });
  return t("span-hours", { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, "0") });
}

/** The instant of a site-local wall time such as 2026-11-22 00:00; the zone's offset is found by asking the calendar back. */
export function instantOf(date: string, zone: string, hour = 0, minute = 0): number {
  const two = (figure: number): string => String(figure).padStart(2, "0");
  const guess = Date.parse(`${date}T${two(hour)}:${two(minute)}:00Z`);
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(guess);
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return guess - (shown - guess);
}

/** "2026-11-22T14:30" of a zone's wall clock, in ms; null while it is none. */
export function wallInstant(wall: string, zone: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(wall);
  return match ? instantOf(match[1]!, zone, Number(match[2]), Number(match[3])) : null;
}

/** Short name of a weekday, counted from Monday as 0. */
export function weekdayName(number: number): string {
  return format("UTC", { weekday: "short" }).format(Date.UTC(2024, 0, 1 + number));
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
