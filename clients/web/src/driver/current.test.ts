import { expect, test } from "vitest";
import type { Reservation, ReservationStatus } from "../api/types";
import { current, isAhead } from "./current";

const one = (id: string, status: ReservationStatus): Reservation => ({ id, status }) as Reservation;

test("what wants an answer is shown before what has a place, and that before what waits", () => {
  const found = [one("w", "waitlisted"), one("c", "confirmed"), one("o", "offered"), one("d", "displaced")];
  expect(current(found)!.id).toBe("o");
  expect(current(found.filter(({ id }) => id !== "o"))!.id).toBe("c");
  expect(current(found.filter(({ id }) => id === "w" || id === "d"))!.id).toBe("d");
});

test("of what is over the newest is shown, and nothing where there is nothing", () => {
  expect(current([one("new", "expired"), one("old", "cancelled")])!.id).toBe("new");
  expect(current([])).toBeNull();
});

test("only what something is still to come of holds the page", () => {
  expect(["offered", "confirmed", "displaced", "waitlisted"].every((status) => isAhead(one("x", status as ReservationStatus)))).toBe(true);
  expect(["arrived", "missed", "cancelled", "expired", "fulfilled"].some((status) => isAhead(one("x", status as ReservationStatus)))).toBe(
    false,
  );
  expect(isAhead(null)).toBe(false);
});
