import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { besides, copied, dragged, faultAt, hoursOf, ofDay, periodsOf, QUARTER_MS, type Shift, shiftOf, spanOf, wallOf } from "./plan";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-23T00:00:00+08:00");
const DAY = [START, START + 24 * HOUR] as const;
const NEXT = [DAY[1], DAY[1] + 24 * HOUR] as const;

function shift(from: number, to: number, more: Partial<Shift> = {}): Shift {
  const [a, b] = [from, to].map((hour) => new Date(START + hour * HOUR).toISOString());
  return { ...shiftOf({ from: a!, to: b!, lanes: [], gates: [], servers: 1 }), ...more };
}

describe("the plan of a day", () => {
  test("is sent as it was read", () => {
    const period = { from: "2026-11-23T00:00:00.000Z", to: "2026-11-23T08:00:00.000Z", lanes: ["a"], gates: [], servers: 2 };
    expect(periodsOf([shiftOf(period)])).toEqual([period]);
  });

  test("holds what touches the day, and no other", () => {
    const night = shift(-4, 4);
    const all = [shift(24, 30), shift(8, 16), night, shift(-9, 0)];
    expect(ofDay(all, DAY)).toEqual([night, all[1]]);
    expect(spanOf(night, DAY)).toEqual({ left: 0, width: (100 * 4) / 24 });
  });

  test("adds up what is at the same place and time", () => {
    const all = [shift(8, 12), shift(11, 14, { lanes: ["a"] }), shift(11, 14, { lanes: ["b"] }), shift(12, 13)];
    expect(besides(all[0]!, all)).toEqual([all[1], all[2]]);
    expect(besides(all[1]!, all)).toEqual([all[0], all[3]]);
  });

  test("is copied over another one", () => {
    const [mine, theirs, far] = [shift(8, 12), shift(24 + 6, 24 + 7), shift(60, 61)];
    const made = copied([mine, theirs, far], DAY, NEXT, (at) => at + 24 * HOUR);
    expect(ofDay(made, NEXT).map(({ from, to }) => [from, to])).toEqual([[mine.from + 24 * HOUR, mine.to + 24 * HOUR]]);
    expect(ofDay(made, DAY)).toEqual([mine]);
    expect(made).toContainEqual(far);
  });
});

test("a dragged shift stays in its day, on quarters, and never turns round", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 95 }),
      fc.integer({ min: 1, max: 96 }),
      fc.constantFrom("from" as const, "to" as const, "both" as const),
      fc.integer({ min: -2 * 24 * HOUR, max: 2 * 24 * HOUR }),
      (start, length, edge, by) => {
        const before = shift(start / 4, Math.min(96, start + length) / 4);
        const after = dragged(before, edge, by, DAY);
        expect(after.to - after.from).toBeGreaterThanOrEqual(QUARTER_MS);
        expect(after.from).toBeGreaterThanOrEqual(DAY[0]);
        expect(after.to).toBeLessThanOrEqual(DAY[1]);
        expect((after.from - START) % QUARTER_MS).toBe(0);
        if (edge === "both") expect(after.to - after.from).toBe(before.to - before.from);
      },
    ),
  );
});

test("hours hold the vehicles of all stretches, and name where nobody serves", () => {
  const text = (hour: number): string => new Date(START + hour * HOUR).toISOString();
  const line = {
    line: "gate-in",
    slowness: 1,
    stretches: [
      { from: text(0), to: text(7), lanes: [], servers: 0, per_hour: 0 },
      { from: text(7), to: text(8.5), lanes: ["a"], servers: 2, per_hour: 80 },
      { from: text(8.5), to: text(24), lanes: ["a"], servers: 0, per_hour: 0 },
    ],
  };
  const hours = hoursOf(line, DAY);
  expect(hours).toHaveLength(24);
  expect(hours.map(({ vehicles }) => vehicles).slice(6, 10)).toEqual([0, 80, 40, 0]);
  expect(hours.map(({ isUnserved }) => isUnserved).slice(6, 10)).toEqual([false, false, true, true]);
});

test("a time is read as people type it", () => {
  expect(["8", "08:30", "830", "0830", "24:00", "7.15"].map(wallOf)).toEqual([
    { hour: 8, minute: 0 },
    { hour: 8, minute: 30 },
    { hour: 8, minute: 30 },
    { hour: 8, minute: 30 },
    { hour: 24, minute: 0 },
    { hour: 7, minute: 15 },
  ]);
  expect(["", "8:7", "24:01", "12:60", "noon", "99"].map(wallOf)).toEqual(Array(6).fill(null));
});

test("a fault is found where it lies", () => {
  expect(faultAt("periods[3].to")).toEqual({ index: 3, member: "to" });
  expect(faultAt("body.periods")).toBeNull();
});
