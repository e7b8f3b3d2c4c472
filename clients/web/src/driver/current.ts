/** Which of a link's reservations the page is about. Pure. */
import type { Reservation, ReservationStatus } from "../api/types";

/** What wants an answer comes first, then what has a place, then what waits for one. */
const ORDER: readonly ReservationStatus[] = ["offered", "confirmed", "displaced", "waitlisted"];

/** Something is still to come of it. */
export function isAhead(found: Reservation | null): boolean {
  return found !== null && ORDER.includes(found.status);
}

/** `found` is newest first: of equals the newest counts. */
export function current(found: readonly Reservation[]): Reservation | null {
  for (const status of ORDER) {
    const one = found.find((other) => other.status === status);
    if (one) return one;
  }
  return found[0] ?? null;
}
