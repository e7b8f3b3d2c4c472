/** The lane plan as it is edited: who serves when, at which lanes and gates. Pure. */
import type { Instant } from "../api/types";

export interface Period {
  from: Instant;
  to: Instant;
  lanes: string[];
  gates: string[];
  servers: number;
}

/** A period while it is edited; instants in ms. None named in `lanes` or `gates` means all. */
export interface Shift {
  key: number;
  from: number;
  to: number;
  lanes: string[];
  gates: string[];
  servers: number;
}

/** A line's servers from one instant until another, as the service works it out. */
export interface Stretch {
  from: Instant;
  to: Instant;
  lanes: string[];
  servers: number;
  per_hour: number;
}

export interface LineDay {
  line: string;
  slowness: number;
  stretches: Stretch[];
}

export const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

let keys = 0;
export const newKey = (): number => ++keys;

export function shiftOf({ from, to, lanes, gates, servers }: Period): Shift {
  return { key: newKey(), from: Date.parse(from), to: Date.parse(to), lanes, gates, servers };
}

export function periodsOf(shifts: readonly Shift[]): Period[] {
  const text = (at: number): string => new Date(at).toISOString();
  return shifts.map(({ from, to, lanes, gates, servers }) => ({ from: text(from), to: text(to), lanes, gates, servers }));
}

/** Those that touch a day, by when they begin. */
export function ofDay(shifts: readonly Shift[], [from, to]: readonly [number, number]): Shift[] {
  return shifts.filter((shift) => shift.from < to && shift.to > from).sort((a, b) => a.from - b.from || a.key - b.key);
}

/** Which part of a day a shift takes, in hundredths from its left edge. */
export function spanOf(shift: Shift, [from, to]: readonly [number, number]): { left: number; width: number } {
  const share = (at: number): number => (100 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  return { left: share(shift.from), width: share(shift.to) - share(shift.from) };
}

export type Edge = "from" | "to" | "both";

/** A shift with one edge, or all of it, moved; in quarters of an hour, inside the day, and never shorter than one. */
export function dragged(shift: Shift, edge: Edge, by: number, [from, to]: readonly [number, number]): Shift {
  const step = Math.round(by / QUARTER_MS) * QUARTER_MS;
  const within = (at: number, least: number, most: number): number => Math.min(Math.max(at, least), most);
  if (edge === "from") return { ...shift, from: within(shift.from + step, from, shift.to - QUARTER_MS) };
  if (edge === "to") return { ...shift, to: within(shift.to + step, shift.from + QUARTER_MS, to) };
  const length = shift.to - shift.from;
  if (length >= to - from) return shift;
  const start = within(shift.from + step, from, to - length);
  return { ...shift, from: start, to: start + length };
}

const meets = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((each) => b.includes(each));

/** Shifts at the same time and place: their servers add up. */
export function besides(shift: Shift, all: readonly Shift[]): Shift[] {
  return all.filter(
    (other) =>
      other.key !== shift.key &&
      other.from < shift.to &&
      shift.from < other.to &&
      meets(shift.lanes, other.lanes) &&
      meets(shift.gates, other.gates),
  );
}

/** One day's shifts on another day, at the same wall times; what that day had is replaced. */
export function copied(
  all: readonly Shift[],
  day: readonly [number, number],
  other: readonly [number, number],
  moved: (at: number) => number,
): Shift[] {
  const copies = ofDay(all, day).map((shift) => ({ ...shift, key: newKey(), from: moved(shift.from), to: moved(shift.to) }));
  const replaced = new Set(all.filter((shift) => shift.from >= other[0] && shift.from < other[1]).map(({ key }) => key));
  return [...all.filter(({ key }) => !replaced.has(key)), ...copies];
}

export interface Hour {
  from: number;
  /** Vehicles that could be served in it. */
  vehicles: number;
  servers: number;
  /** A lane is open and nobody serves it, for some of the hour. */
  isUnserved: boolean;
}

/** A line's day by the hour; the last may be shorter. */
export function hoursOf(line: LineDay, [from, to]: readonly [number, number]): Hour[] {
  const hours: Hour[] = [];
  for (let start = from; start < to; start += HOUR_MS) {
    const hour: Hour = { from: start, vehicles: 0, servers: 0, isUnserved: false };
    for (const stretch of line.stretches) {
      const shared = Math.min(Date.parse(stretch.to), start + HOUR_MS) - Math.max(Date.parse(stretch.from), start);
      if (shared <= 0) continue;
      hour.vehicles += (stretch.per_hour * shared) / HOUR_MS;
      hour.servers = Math.max(hour.servers, stretch.servers);
      hour.isUnserved ||= stretch.lanes.length > 0 && stretch.servers === 0;
    }
    hours.push(hour);
  }
  return hours;
}

export interface Wall {
  hour: number;
  minute: number;
}

/** A wall time as people type it: 8, 8:30, 0830, 24:00; null where it is none. */
export function wallOf(text: string): Wall | null {
  const match = /^(\d{1,2})(?:[:.h]?(\d\d))?$/.exec(text.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  return minute < 60 && hour * 60 + minute <= 24 * 60 ? { hour, minute } : null;
}

/** Where a fault of the plan lies: `periods[3].to` is the fourth period's `to`. */
export function faultAt(at: string): { index: number; member: string } | null {
  const match = /^periods\[(\d+)\]\.?(\w*)/.exec(at);
  return match ? { index: Number(match[1]), member: match[2]! } : null;
}
