import { describe, expect, test } from "vitest";
import { minutesAt, bandOf } from "./bands";
import { DomainClock } from "./clock";

describe("the domain clock", () => {
  test("runs on at real speed between observations", () => {
    const clock = new DomainClock();
    expect(clock.at(0)).toBeNull();
    clock.observe(1_000_000, 0);
    expect(clock.at(5_000)).toBe(1_005_000);
  });

  test("learns the speed of a replayed day", () => {
    const clock = new DomainClock();
    clock.observe(0, 0);
    clock.observe(60 * 5_000, 5_000);
    expect(clock.speed).toBe(60);
    expect(clock.at(6_000)).toBe(60 * 6_000);
  });

  test("never runs backwards and ignores older news", () => {
    const clock = new DomainClock();
    clock.observe(10_000, 0);
    const shown = clock.at(3_000)!;
    clock.observe(9_000, 3_000);
    clock.observe(11_000, 3_000);
    expect(clock.at(3_000)).toBeGreaterThanOrEqual(shown);
  });

  test("stands still when frozen, and when nothing was heard for long", () => {
    const clock = new DomainClock();
    clock.observe(5_000, 0);
    clock.observe(5_000, 20_000);
    expect(clock.at(30_000)).toBe(5_000);
    const silent = new DomainClock();
    silent.observe(0, 0);
    expect(silent.at(10_000_000)).toBe(60_000);
  });
});

describe("band curves", () => {
  const curve: [number, number, number, number][] = [
    [1, 0, 2, 4],
    [11, 10, 22, 34],
    [21, 30, 42, 64],
  ];
  const ways = { "gate-in": { general: [4, 9, 20] as [number, number, number] } };
  const state = { as_of: "2026-11-22T08:00:00+08:00", bands: { "gate-in": { general: curve } }, ways };
  const eleventh = { line: "gate-in", cls: "general", rank: 11, came: null, now: null };
  test("older than a truck leave it its whole way, however long ago the line was empty", () => {
    const first = { ...eleventh, rank: 1, came: "2026-11-22T03:00:00Z", now: "2026-11-22T03:00:00Z" };
    expect(bandOf(state, first)).toEqual({
      p05: "2026-11-22T03:04:00.000Z",
      p50: "2026-11-22T03:09:00.000Z",
      p95: "2026-11-22T03:20:00.000Z",
    });
    expect(bandOf(state, { ...first, came: "2026-11-21T23:00:00Z" })).toBeNull();
  });
  test("of who is called count from its call, wherever it stands", () => {
    const calls = {
      "gate-in": {
        general: [
          [0, 8, 12, 20],
          [10, 1, 4, 12],
        ] as [number, number, number, number][],
      },
    };
    const told = (called: string) => bandOf({ ...state, calls }, { ...eleventh, called });
    expect(told("2026-11-22T00:10:00Z")?.p50).toBe("2026-11-22T00:22:00.000Z");
    expect(told("2026-11-21T23:55:00Z")?.p95).toBe("2026-11-22T00:16:00.000Z");
    expect(bandOf({ ...state, calls }, eleventh)?.p50).toBe("2026-11-22T00:22:00.000Z");
  });
  test("of who waits farther away have its own way in them, and count from when one near by would be called", () => {
    const far = { ...eleventh, rank: 1, farther: 25 };
    const calls = { "gate-in": { general: [[0, 8, 12, 20]] as [number, number, number, number][] } };
    expect(bandOf({ ...state, calls }, far)).toEqual({
      p05: "2026-11-22T00:33:00.000Z",
      p50: "2026-11-22T00:37:00.000Z",
      p95: "2026-11-22T00:45:00.000Z",
    });
    expect(bandOf({ ...state, calls }, { ...far, called: "2026-11-21T23:55:00Z" })?.p50).toBe("2026-11-22T00:32:00.000Z");
  });
  test("are straight between rows and go on beyond the last", () => {
    expect(minutesAt(curve, 1)).toEqual({ p05: 0, p50: 2, p95: 4 });
    expect(minutesAt(curve, 6)).toEqual({ p05: 5, p50: 12, p95: 19 });
    expect(minutesAt(curve, 31)).toEqual({ p05: 50, p50: 62, p95: 94 });
    expect(minutesAt([], 3)).toBeNull();
  });
  test("become instants from as_of", () => {
    expect(bandOf(state, { ...eleventh, rank: 11 })?.p50).toBe("2026-11-22T00:22:00.000Z");
    expect(bandOf(state, { ...eleventh, line: "gate-9" })).toBeNull();
  });
});
