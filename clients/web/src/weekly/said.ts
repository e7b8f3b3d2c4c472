import { Problem, sentence } from "../api/problem";
import { day, weekdayName } from "../ui/time";
import { type Said, WEEK, type Weekday } from "./types";

/** "Mon, Thu" in the order of the week. */
export function daysText(days: readonly Weekday[]): string {
  return WEEK.flatMap((name, i) => (days.includes(name) ? [weekdayName(i)] : [])).join(", ");
}

/** A site-local date, told as it stands there. */
export function dateText(date: string): string {
  return day(`${date}T12:00:00Z`, "UTC");
}

export function problemText(said: Said): string {
  const text = (name: string): string => (typeof said[name] === "string" ? said[name] : "");
  return sentence(new Problem(Number(said["status"]) || 409, text("code"), text("detail"), said));
}
