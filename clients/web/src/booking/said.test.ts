import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Closure, Reservation, ReservationStatus, Slot } from "../api/types";
import { beginWords } from "../words/words";
import { acrossText, inLine, leftText, lostBecause, lotOf, lotText, nearestFree, retimedText } from "./said";

const english = Object.values(import.meta.glob<string>("../words/shared.en.ftl", { query: "?raw", import: "default", eager: true }));

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 22, hour)).toISOString();
const slot = (hour: number, more: Partial<Slot> = {}): Slot => ({
  id: `s${hour}`,
  lane: "a",
  starts_at: at(hour),
  ends_at: at(hour + 1),
  local_date: "2026-11-22",
  zone: "UTC",
  capacity: 2,
  taken: 0,
  held: 0,
  free: 2,
  status: "open",
  ...more,
});
const waits = (id: string, status: ReservationStatus, lane = "a"): Reservation => ({ id, status, lane }) as Reservation;

describe("the time that is left", () => {
  test.each([
    [0, "15:00", 900],
    [893, "0:07", 900],
    [0, "1:02:07", 3_727],
    [901, "0:00", 900],
  ])("at %i s it says %s", (now, said, until) => {
    expect(leftText(now * 1_000, new Date(until * 1_000).toISOString())).toBe(said);
  });

  test("never says that nothing is left while something is", () => {
    expect(leftText(899_999, new Date(900_000).toISOString())).toBe("0:01");
  });
});

describe("a slot that is given out by lot", () => {
  const drawn = slot(20, { draw: "d", opens_at: at(10), closes_at: at(12) });

  test.each([
    [9, "soon"],
    [10, "open"],
    [12, "over"],
  ])("at %i it is %s", (hour, lot) => {
    expect(lotOf(drawn, Date.parse(at(hour)))).toBe(lot);
  });

  test("others are not, and say nothing", () => {
    expect([lotOf(slot(20), 0), lotText(slot(20), 0)]).toEqual([null, null]);
  });
});

describe("who waits", () => {
  test("offers come first, then who was displaced, then who asked first; lanes as the site has them", () => {
    const found = [
      waits("4", "waitlisted"),
      waits("3", "waitlisted"),
      waits("9", "displaced"),
      waits("8", "offered"),
      waits("1", "waitlisted", "b"),
    ];
    const shown = inLine(found, ["b", "a", "c"]).map(({ lane, waiting }) => [lane, waiting.map(({ id }) => id)]);
    expect(shown).toEqual([
      ["b", ["1"]],
      ["a", ["8", "9", "3", "4"]],
    ]);
  });

  test("nobody is lost or told of twice, and who has a place is not among them", () => {
    const status = fc.constantFrom<ReservationStatus>("waitlisted", "offered", "displaced", "confirmed", "cancelled", "missed");
    const lanes = fc.constantFrom("a", "b", "gone");
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.uuid(), status, lanes), { selector: ([id]) => id }), (made) => {
        const found = made.map(([id, is, lane]) => waits(id, is, lane));
        const told = inLine(found, ["a", "b"]).flatMap(({ waiting }) => waiting.map(({ id }) => id));
        const expected = found.filter((one) => ["waitlisted", "offered", "displaced"].includes(one.status)).map(({ id }) => id);
        expect([...told].sort()).toEqual([...expected].sort());
      }),
    );
  });
});

describe("why a place was lost", () => {
  const closure: Closure = { id: "c", lane: "a", from: at(10), to: null, reason: "Scanner repair" };
  const lost = (code: string, reason: string | null = null, shift: number | null = null): Reservation =>
    ({
      slot: slot(12),
      displaced_because: code ? { code, closure: code === "closure" ? "c" : null, reason } : null,
      retimed_from: shift === null ? null : { starts_at: at(12 - shift / 60), shift_minutes: shift },
    }) as unknown as Reservation;
  beforeAll(() => {
    vi.stubGlobal("localStorage", { getItem: () => "en", setItem: () => undefined });
    vi.stubGlobal("document", { documentElement: {} });
    return beginWords([{ tag: "en", name: "English", load: () => Promise.resolve("") }], [...english].join("\n"));
  });
  afterAll(() => vi.unstubAllGlobals());

  test.each([
    ["in the operator's words while the closure stands", lost("closure", "other"), [closure], "The lane was stopped: Scanner repair."],
    ["without them once it is lifted", lost("closure", "other"), [], "The lane was stopped."],
    ["by the reason's code", lost("closure", "works"), [], "The lane was stopped: works."],
    ["another closure is not the cause", lost("closure", "other"), [{ ...closure, id: "d" }], "The lane was stopped."],
    ["fewer places", lost("rulebook"), [closure], "The site has fewer places at that time than it had."],
    ["another clock", lost("zone"), [closure], "The site’s clocks were changed, and that time could not be kept."],
    ["it made way", lost("", null, 60), [closure], "It made way so that others keep a place."],
  ])("%s", (_name, found, closures, said) => {
    expect(lostBecause(found, closures)).toBe(said);
  });

  test.each([
    [120, "The site moved it from 10:00, 2 h 00 later."],
    [-120, "The site moved it from 14:00, 2 h 00 earlier."],
    [0, null],
  ])("moved by %i minutes", (shift, said) => {
    expect(retimedText(lost("closure", "works", shift), "UTC")).toBe(said);
  });

  test("a place that nobody took is no reason", () => {
    expect(lostBecause(lost(""), [closure])).toBeNull();
  });
});

test("instead of a full slot the nearest free ones of its lane are named, in their order", () => {
  const full = slot(12, { status: "full" });
  const others = [
    slot(8),
    slot(10),
    slot(11, { status: "full" }),
    slot(13, { lane: "b" }),
    slot(13),
    slot(16),
    slot(14, { status: "closed" }),
  ];
  expect(nearestFree([...others, full], full).map(({ id }) => id)).toEqual(
    ["s10", "s13", "s8"].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
  );
});

describe("the time across the line", () => {
  test.each([
    ["08:00–09:00", "2026-11-22T09:00:00+08:00", "2026-11-22T10:00:00+08:00", "Asia/Vientiane"],
    [null, "2026-11-22T09:00:00+08:00", "2026-11-22T10:00:00+08:00", "Asia/Singapore"],
    ["07:30–08:30", "2026-11-22T09:00:00+08:00", "2026-11-22T10:00:00+08:00", "Asia/Yangon"],
    ["Sat, Nov 21, 23:30–00:30", "2026-11-22T00:30:00+08:00", "2026-11-22T01:30:00+08:00", "Asia/Vientiane"],
  ])("is %s", (said, from, to, other) => {
    expect(acrossText(from, to, "Asia/Shanghai", other)).toBe(said);
  });
});
