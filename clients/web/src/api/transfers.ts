import type { Band, Instant, VisitState } from "./types";

/** Another site that lets a truck in earlier, the drive included; its place would be kept there until `valid_until`. */
export interface Elsewhere {
  site: string;
  name: string;
  zone: string;
  lane: string;
  drive_minutes: number;
  band: Band;
  saves_minutes: number;
  valid_until: Instant;
}

/** A place kept at the site that a truck has left for. */
export interface Promised {
  id: string;
  site: string;
  lane: string;
  since: Instant;
  valid_until: Instant;
  status: "promised" | "joined" | "withdrawn" | "expired";
  visit: string | null;
}

export interface ElsewhereList {
  items: Elsewhere[];
  promise: Promised | null;
}

/** A truck on its way from another site. */
export interface Coming {
  id: string;
  from_site: string;
  plate: string | null;
  lane: string;
  class: string;
  since: Instant;
  valid_until: Instant;
}

/** What the feed of a visit says of it, with the faster site that it was told of last, while it waits. */
export interface Followed extends VisitState {
  elsewhere?: { site: string; lane: string; saves_minutes: number; at: Instant } | null;
}
