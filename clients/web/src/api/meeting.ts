/** Two trucks that meet at a pair of bays, as a reservation or visit tells of it. */
import type { Band, Instant } from "./types";

export interface Meeting {
  id: string;
  /** The other's reference. */
  with: string;
  at: Instant;
  status: "proposed" | "agreed" | "met" | "declined" | "cancelled" | "lapsed" | "apart" | "missed" | "unpaired" | "gone";
  /** Who is to answer while it is proposed. */
  asked: "us" | "them";
  theirs: { status: string; band: Band | null } | null;
  bay: string | null;
  beside: string | null;
  waits_until: Instant | null;
}

declare module "./types" {
  interface Reservation {
    rendezvous?: Meeting | null;
  }
  interface Visit {
    rendezvous?: Meeting | null;
  }
  interface Site {
    /** Whether its yard has bays across one dock. */
    has_pairs?: boolean;
  }
}
