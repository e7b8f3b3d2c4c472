/** A calendar as it is put: weekly hours and exceptions, and how a person changes them. Pure. */
import type { Problem } from "../api/problem";
import { WEEK, type Weekday } from "../weekly/types";

export interface Rule {
  lane: string;
  days: Weekday[];
  /** Wall time of the site; "24:00" ends the day. */
  from: string;
  to: string;
  /** Durations such as PT30M. */
  every: string;
  length: string;
  capacity: number;
}

/** What is absent or null stays as on any other day. */
export interface Exception {
  date: string;
  /** Null: every lane. */
  lane: string | null;
  closed?: boolean;
  from?: string | null;
  to?: string | null;
  every?: string | null;
  length?: string | null;
  capacity?: number | null;
  reason?: string | null;
}

export interface CalendarDocument {
  rules: Rule[];
  exceptions: Exception[];
}

export interface Fault {
  at: string;
  code: string;
  text: string;
}

const USUAL = { from: "07:00", to: "21:00", every: "PT30M", length: "PT60M", capacity: 8 };

/** The lane's own hours once more, or usual ones where it has none. */
export function anotherRule(document: CalendarDocument, lane: string): CalendarDocument {
  const like = document.rules.filter((rule) => rule.lane === lane).at(-1);
  const rule = like ? { ...like, days: [] } : { ...USUAL, lane, days: [...WEEK] };
  return { ...document, rules: [...document.rules, rule] };
}

export function anotherException(document: CalendarDocument, date: string): CalendarDocument {
  return { ...document, exceptions: [...document.exceptions, { date, lane: null, closed: true, reason: "" }] };
}

/** Whether nothing is left to be filled in. */
export function isWhole({ rules, exceptions }: CalendarDocument): boolean {
  return rules.every(({ days }) => days.length > 0) && exceptions.every(({ date }) => date !== "");
}

export function replaced<T>(list: readonly T[], at: number, one: T): T[] {
  return list.map((other, i) => (i === at ? one : other));
}

export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, i) => i !== at);
}

/** Closed has no hours; hours and a number of places stand for themselves. */
export function closedOrNot(exception: Exception, isClosed: boolean): Exception {
  const { date, lane } = exception;
  const reason = exception.reason ?? null;
  return isClosed ? { date, lane, closed: true, reason } : { date, lane, closed: false, from: USUAL.from, to: USUAL.to, reason };
}

/** As the service reads it: what nobody filled in is not there. */
export function toPut(document: CalendarDocument): CalendarDocument {
  const said = (exception: Exception): Exception => {
    const members = Object.entries(exception).filter(([, value]) => value !== null && value !== "" && value !== undefined);
    return { lane: null, ...Object.fromEntries(members) } as Exception;
  };
  return { rules: document.rules, exceptions: document.exceptions.map(said) };
}

/** Minutes of PT30M, PT1H or PT1H30M. */
export function minutesOf(duration: string): number {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration);
  return match ? 60 * Number(match[1] ?? 0) + Number(match[2] ?? 0) : 0;
}

/** "7", "730" and "7:30" as wall time; null where it is none. */
export function wallTime(typed: string): string | null {
  const match = /^(\d{1,2})[:.]?(\d\d)?$/.exec(typed.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** What the service found wrong with one rule or exception; `part` is "rules[3]". */
export function faultsOf(problem: Problem | null, part: string): Fault[] {
  const faults = (problem?.facts["faults"] ?? []) as Fault[];
  return Array.isArray(faults) ? faults.filter(({ at }) => at === part || at.startsWith(`${part}.`)) : [];
}
