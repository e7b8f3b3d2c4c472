import type { BayStatus, Instant, VisitStatus } from "../api/types";

/** One vehicle that is to be inspected, or is detained; mirrors `InspectionView` of the service. */
export interface Inspection {
  visit: string;
  plate: string | null;
  lane: string;
  class: string;
  status: VisitStatus;
  where: "line" | "under_way" | "bay" | null;
  reason: string | null;
  ordered: boolean;
  since: Instant | null;
  picked_at: Instant | null;
  outcome: "cleared" | "detained" | "withdrawn" | null;
  bay: string | null;
  next_bay: string | null;
  position: number | null;
}

export interface Inspections {
  items: Inspection[];
  bays: { id: string; status: BayStatus; visit: string | null }[];
}
