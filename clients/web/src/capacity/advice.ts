/** What the gates serve and what the calendar promises, hour by hour of a weekday. Pure. */
import { WEEK, type Weekday } from "../weekly/types";

/** What a proposal rests on: a code and its figures. */
export type Ground = { code: string } & Record<string, string | number>;

export interface LaneHour {
  lane: string;
  days: Weekday[];
  /** "08:00", by the site's clock. */
  hour: string;
  service_per_hour: number;
  show_rate: number;
  now: number;
  proposed: number;
  utilisation_now: number;
  expected_utilisation: number;
  because: Ground[];
}

export interface Advice {
  target: number;
  items: LaneHour[];
  /** Null: it would have more rules than a calendar may have. */
  calendar: object | null;
}

/** Beyond this a queue grows that does not go away. */
export const TOO_FULL = 0.97;

export interface Hour extends LaneHour {
  /** Places more than now; fewer where it is negative. */
  change: number;
}

/** The hours of a lane on a weekday in which there are, or should be, places; in order. */
export function hoursOf(advice: Advice, lane: string, day: Weekday): Hour[] {
  return advice.items
    .filter((hour) => hour.lane === lane && hour.days.includes(day) && (hour.now > 0 || hour.proposed > 0))
    .sort((a, b) => (a.hour < b.hour ? -1 : 1))
    .map((hour) => ({ ...hour, change: rounded(hour.proposed - hour.now) }));
}

const SHARES: readonly string[] = ["rate", "share"];

/** The figures of a ground as its sentence takes them: parts in percent. */
export function figuresOf({ code: _code, ...figures }: Ground): Record<string, string | number> {
  const shown = ([name, figure]: [string, string | number]) => [name, SHARES.includes(name) ? Math.round(100 * Number(figure)) : figure];
  return Object.fromEntries(Object.entries(figures).map(shown));
}

export function lanesOf(advice: Advice): string[] {
  return [...new Set(advice.items.map(({ lane }) => lane))];
}

/** Places a day now and as proposed, for each weekday of a lane. */
export function weekOf(advice: Advice, lane: string): { day: Weekday; now: number; proposed: number }[] {
  return WEEK.map((day) => {
    const hours = hoursOf(advice, lane, day);
    const sum = (member: "now" | "proposed"): number => rounded(hours.reduce((total, hour) => total + hour[member], 0));
    return { day, now: sum("now"), proposed: sum("proposed") };
  });
}

/** Windows that lie in two hours have a part in each: figures with one decimal at most. */
export function rounded(figure: number): number {
  return Math.round(figure * 10) / 10;
}

/** The weekday of a site-local date. */
export function weekdayOf(date: string): Weekday {
  return WEEK[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7]!;
}
