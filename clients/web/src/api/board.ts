import type { Band, Instant } from "./types";

export interface BoardLane {
  lane: string;
  line: string | null;
  open: boolean;
  waiting: number;
  /** What a newcomer without a reservation may expect. */
  band: Band | null;
  next_free_slot: { id: string; starts_at: Instant; free: number } | null;
  served_last_hour?: number | null;
  calls_stopped?: boolean;
}

export interface Board {
  site: string;
  now: Instant;
  open: boolean;
  waiting: number;
  lanes: BoardLane[];
  bays?: Record<string, number>;
}
