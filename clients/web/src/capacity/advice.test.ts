import { expect, test } from "vitest";
import { type Advice, figuresOf, hoursOf, type LaneHour, lanesOf, weekdayOf, weekOf } from "./advice";

const hour = (at: string, now: number, proposed: number, more: Partial<LaneHour> = {}): LaneHour => ({
  lane: "a",
  days: ["mon", "tue"],
  hour: at,
  service_per_hour: 20,
  show_rate: 0.9,
  now,
  proposed,
  utilisation_now: 0.9,
  expected_utilisation: 0.94,
  because: [],
  ...more,
});
const advice: Advice = {
  target: 0.94,
  calendar: {},
  items: [
    hour("09:00", 12, 10.5),
    hour("08:00", 6, 8),
    hour("03:00", 0, 0),
    hour("08:00", 4, 4, { days: ["wed"] }),
    hour("08:00", 1, 1, { lane: "b" }),
  ],
};

test("a weekday has its own hours in order, without those nobody comes in", () => {
  expect(hoursOf(advice, "a", "tue").map(({ hour: at, change }) => [at, change])).toEqual([
    ["08:00", 2],
    ["09:00", -1.5],
  ]);
  expect(hoursOf(advice, "a", "sun")).toEqual([]);
});

test("a week sums up its days", () => {
  expect(lanesOf(advice)).toEqual(["a", "b"]);
  expect(weekOf(advice, "a").slice(0, 4)).toEqual([
    { day: "mon", now: 18, proposed: 18.5 },
    { day: "tue", now: 18, proposed: 18.5 },
    { day: "wed", now: 4, proposed: 4 },
    { day: "thu", now: 0, proposed: 0 },
  ]);
});

test.each([
  ["2026-11-22", "sun"],
  ["2026-11-23", "mon"],
])("%s is a %s", (date, day) => {
  expect(weekdayOf(date)).toBe(day);
});

test("parts are told in percent, other figures as they are", () => {
  expect(figuresOf({ code: "shows", rate: 0.904, seen: 1000 })).toEqual({ rate: 90, seen: 1000 });
  expect(figuresOf({ code: "unserved" })).toEqual({});
});
