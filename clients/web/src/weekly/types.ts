import type { Reservation, Vehicle } from "../api/types";

export const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEK)[number];

/** A problem as a member of an answer. */
export type Said = Record<string, unknown>;

export interface Standing {
  id: string;
  site: string;
  status: "standing" | "ended";
  lane: string;
  days: Weekday[];
  /** Wall time of the site. */
  at: string;
  first_date: string;
  last_date: string | null;
  waitlist: boolean;
  company: string | null;
  vehicle: Partial<Vehicle>;
  driver: Reservation["driver"];
  /** The date that is reserved next. */
  next: string | null;
}

export interface Occurrence {
  date: string;
  slot: string | null;
  reservation: string | null;
  /** How its reservation stands now. */
  status: Reservation["status"] | null;
  problem: Said | null;
}

/** What a date would come to; neither status nor conflict while it lies beyond the horizon. */
export interface Seen {
  date: string;
  slot: string | null;
  status: Reservation["status"] | null;
  conflict: Said | null;
}
