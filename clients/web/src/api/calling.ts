import type { Instant } from "./types";

/** How one lane calls. */
export interface LaneCalls {
  lane: string;
  mode: "operator" | "automatic";
  stopped: { reason: string; at: Instant; by: string } | null;
  acceptance: { vehicles: number; minutes: number; until: Instant; left: number } | null;
}

/** The next automatic call of a line, or why there is none. */
export interface NextCall {
  line: string;
  visit: string | null;
  clause: string;
  basis: Record<string, number>;
  again_at: Instant | null;
}

export interface CallControl {
  site: string;
  lanes: LaneCalls[];
  next: NextCall[];
}
