/** A day's slots, laid out lane by time. Pure. */
import type { Slot } from "../api/types";

export interface Sheet {
  /** Starting instants of any lane, ms, ascending. */
  times: number[];
  rows: { lane: string; cells: (Slot | null)[]; capacity: number; taken: number }[];
}

export function sheetOf(slots: readonly Slot[], lanes: readonly string[]): Sheet {
  const times = [...new Set(slots.map((slot) => Date.parse(slot.starts_at)))].sort((a, b) => a - b);
  const rows = lanes.map((lane) => {
    const own = slots.filter((slot) => slot.lane === lane);
    const byTime = new Map(own.map((slot) => [Date.parse(slot.starts_at), slot]));
    const sum = (member: "capacity" | "taken"): number => own.reduce((total, slot) => total + slot[member], 0);
    return { lane, cells: times.map((time) => byTime.get(time) ?? null), capacity: sum("capacity"), taken: sum("taken") };
  });
  return { times, rows };
}

/** Shares of a slot's capacity, in percent, that together never pass 100. */
export function sharesOf(slot: Slot): { taken: number; held: number } {
  if (slot.capacity <= 0) return { taken: 0, held: 0 };
  const taken = Math.min(100, (100 * slot.taken) / slot.capacity);
  return { taken, held: Math.min(100 - taken, (100 * slot.held) / slot.capacity) };
}
