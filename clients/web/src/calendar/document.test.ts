import { expect, test } from "vitest";
import { Problem } from "../api/problem";
import { anotherRule, type CalendarDocument, closedOrNot, faultsOf, minutesOf, toPut, wallTime } from "./document";

const rule = { lane: "a", days: ["mon" as const], from: "08:00", to: "12:00", every: "PT30M", length: "PT60M", capacity: 3 };
const document: CalendarDocument = { rules: [rule], exceptions: [] };

test.each([
  ["7", "07:00"],
  ["730", "07:30"],
  ["24:00", "24:00"],
  ["07.15", "07:15"],
  ["24:30", null],
  ["noon", null],
])("%s is typed for %s", (typed, wall) => {
  expect(wallTime(typed)).toBe(wall);
});

test.each([
  ["PT30M", 30],
  ["PT1H30M", 90],
  ["PT2H", 120],
])("%s lasts %i minutes", (duration, minutes) => {
  expect(minutesOf(duration)).toBe(minutes);
});

test("more hours of a lane begin as its last ones, on days that are still to be chosen", () => {
  expect(anotherRule(document, "a").rules[1]).toEqual({ ...rule, days: [] });
  expect(anotherRule(document, "b").rules[1]).toMatchObject({ lane: "b", from: "07:00", capacity: 8 });
  expect(document.rules).toHaveLength(1);
});

test("a day that is closed has no hours, and what is not filled in is not put", () => {
  const open = closedOrNot({ date: "2026-12-25", lane: "a", closed: true, reason: "" }, false);
  expect(toPut({ rules: [], exceptions: [{ ...open, capacity: null }] }).exceptions).toEqual([
    { date: "2026-12-25", lane: "a", closed: false, from: "07:00", to: "21:00" },
  ]);
  expect(closedOrNot(open, true)).not.toHaveProperty("from");
});

test("a fault is told where it is", () => {
  const faults = [
    { at: "rules[1].to", code: "calendar.bounds", text: "x" },
    { at: "rules[11]", code: "calendar.window_twice", text: "y" },
  ];
  const problem = new Problem(422, "calendar.invalid", "", { faults });
  expect(faultsOf(problem, "rules[1]").map(({ code }) => code)).toEqual(["calendar.bounds"]);
  expect(faultsOf(null, "rules[1]")).toEqual([]);
});
