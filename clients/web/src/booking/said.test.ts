import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Closure, Reservation, ReservationStatus, ReservedSlot, Slot } from "../api/types";
import { inLine, leftText, lostTo, nearestFree } from "./said";

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
  const closure = (more: Partial<Closure>): Closure => ({ id: "c", lane: "a", from: at(10), to: at(12), reason: "r", ...more });
  const lost = slot(11) as ReservedSlot;
  test.each([
    ["the lane's closure over it", closure({}), true],
    ["the whole site's", closure({ lane: null }), true],
    ["one without an end", closure({ to: null }), true],
    ["another lane's", closure({ lane: "b" }), false],
    ["one that ended when it starts", closure({ to: at(11) }), false],
    ["one that begins when it ends", closure({ from: at(12), to: null }), false],
  ])("%s", (_name, one, isIt) => {
    expect(lostTo([one], lost)).toBe(isIt ? one : null);
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
