/** Wire shapes, as the contract writes them. Optional members are ones a screen can live without. */

export type Instant = string;
export type VisitStatus = "waiting" | "called" | "admitted" | "parked" | "released" | "departed" | "left" | "turned_away";
export type SlotStatus = "open" | "full" | "closed" | "past";
export type BayStatus = "free" | "given" | "kept" | "occupied" | "closed";
export type RoadStatus = "open" | "slow" | "blocked";
export type Role = "driver" | "company" | "operator" | "device" | "authority" | "auditor" | "neighbour" | "admin";

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Caller {
  /** Null for who is not signed in. */
  role: Role | null;
  company: string | null;
  site: string | null;
  reservation: string | null;
  name?: string | null;
}

export interface Session {
  caller: Caller;
  csrf: string | null;
}

export interface Lane {
  code: string;
  direction: "export" | "import" | "transit" | "empty";
  class: string;
  gates: string[];
  service_minutes?: number;
  declaration?: "optional" | "required";
  /** The line in which its vehicles wait. */
  line: string;
  open?: boolean;
}

export interface Gate {
  code: string;
  way: "in" | "out" | "both";
}

export interface Site {
  code: string;
  name: string;
  kind: string;
  zone: string;
  country: string;
  counterpart?: string | null;
  status?: string;
  has_yard?: boolean;
  lanes: Lane[];
  gates: Gate[];
  areas?: readonly WaitingArea[];
}

/** Where trucks wait for their call; the nearest comes first. */
export interface WaitingArea {
  id: string;
  name: string;
  drive_minutes: number;
}

/** Instants, a 90 % interval. */
export interface Band {
  p05: Instant;
  p50: Instant;
  p95: Instant;
}

export interface Closure {
  id: string;
  lane: string | null;
  from: Instant;
  to: Instant | null;
  reason?: string | null;
}

export interface Clause {
  clause: string;
  text: string;
}

export interface Vehicle {
  plate: string;
  country: string;
  vin?: string | null;
  trailer?: string | null;
  length_m?: number | null;
  weight_kg?: number | null;
  height_m?: number | null;
}

export interface Place {
  position: number;
  ahead: number;
  of: number;
}

export interface Moment {
  /** Of the fact that it is. */
  kind?: string;
  status: string;
  at: Instant;
  bay?: string | null;
  gate?: string | null;
  inferred?: boolean;
}

export interface Visit {
  id: string;
  site: string;
  status: VisitStatus;
  lane: string;
  class?: string;
  line: string | null;
  reservation: string | null;
  vehicle: Vehicle;
  arrived_at: Instant;
  place: Place | null;
  band: Band | null;
  bay: string | null;
  next_bay?: string | null;
  call?: { id: string; gate: string | null; at: Instant; at_gate_at?: Instant | null } | null;
  /** Where it waits for its call, and how much longer it drives from there than from the nearest area. */
  area?: string | null;
  farther_minutes?: number;
  admitted_at?: Instant | null;
  ended_at?: Instant | null;
  because: Clause[];
  timeline?: Moment[];
}

export interface QueueItem {
  line: string;
  rank: number;
  visit: string;
  lane: string;
  class: string;
  status: "waiting" | "called";
  because: Clause[];
  /** For operators only. */
  plate?: string | null;
  arrived_at?: Instant;
  farther_minutes?: number;
}

/** A position in a feed. */
export interface At {
  epoch: string;
  seq: number;
}

export interface QueuePage extends Page<QueueItem> {
  at: At;
}

/** Rows of [rank, p05, p50, p95]: minutes from `as_of`. */
export type Curve = [rank: number, p05: number, p50: number, p95: number][];

export interface QueueState {
  waiting: number;
  lines: Record<string, number>;
  lanes: Record<string, number>;
  /** How many of a line were called and are not in yet. */
  called?: Record<string, number>;
  /** Null before the first bands. */
  as_of: Instant | null;
  bands: Record<string, Record<string, Curve>>;
  /** Minutes from joining an empty line at open gates to admission, at p05, p50, p95. */
  ways: Record<string, Record<string, [p05: number, p50: number, p95: number]>>;
  /** Of who is called: rows of [minutes since its call, p05, p50, p95], minutes from `as_of` or from a later call. */
  calls?: Record<string, Record<string, Curve>>;
  /** What the bands of a line rest on. */
  basis: Record<string, { services: number; slowness_permille: number; servers: number }>;
  mode: "booked" | "live_queue_only";
  open: boolean;
  /** Lanes in which nobody is called for the time being. */
  stopped?: string[];
}

/** Whether a driver is told things, and at which number. */
export interface Wish {
  wanted: boolean;
  number: string | null;
  /** Ended by the phone itself, and begun again by it alone. */
  by_reply: boolean;
  /** Whether the service sends messages at all. */
  carried: boolean;
}

/** A message and what became of it. */
export interface Message {
  id: string;
  kind: string;
  status: "waiting" | "sent" | "failed" | "superseded" | "late" | "no_number" | "refused";
  at: Instant;
  due_at: Instant;
  attempts: number;
  channel: "sms" | "log" | null;
  answered_at: Instant | null;
  problem: string | null;
}

export type RankOp =
  | ["join", string, number]
  | ["join", string, number, string]
  | ["leave", string, number]
  | ["leave", string, number, string]
  | ["move", string, number, number]
  | ["move", string, number, number, string];

/** The way to the bay or, once released, from it to the exit. */
export interface Guidance {
  /** Null: none is free yet. */
  bay: string | null;
  path: string[];
  line: { type: "LineString"; coordinates: [number, number][] };
  steps: { text: string; distance_m: number; node: string }[];
  /** Where it would be sent if its bay proved to be taken; told when asked for, not by the feed. */
  second?: { bay: string; distance_m: number; seconds: number } | null;
  valid_at?: Instant;
}

export interface VisitState {
  visit: Visit;
  line: string | null;
  rank: number | null;
  guidance: Guidance | null;
}

export interface YardState {
  bays: Record<string, { status: BayStatus; visit: string | null; unpowered_at?: Instant | null }>;
  roads: Record<string, RoadStatus>;
  visits: Record<string, { status: VisitStatus; bay: string | null; gate: string | null; to?: string | null }>;
  /** Who stands without the power that it needs, whose load keeps least long first. */
  unpowered?: { visit: string; bay: string; since: Instant; until: Instant | null }[];
  /** Roads that drivers say are blocked, by how many; nobody has said since how they are. */
  disputed?: Record<string, number>;
}

export interface Slot {
  id: string;
  lane: string;
  starts_at: Instant;
  ends_at: Instant;
  local_date: string;
  zone: string;
  capacity: number;
  taken: number;
  held: number;
  free: number;
  status: SlotStatus;
  /** While it is given out by lot: the draw, in which it is asked for from `opens_at` to `closes_at`. */
  draw?: string | null;
  opens_at?: Instant | null;
  closes_at?: Instant | null;
}

export type ReservationStatus =
  "waitlisted" | "offered" | "confirmed" | "arrived" | "fulfilled" | "cancelled" | "expired" | "missed" | "displaced";

export type ReservedSlot = Pick<Slot, "id" | "lane" | "starts_at" | "ends_at" | "local_date" | "zone">;

export interface Reservation {
  id: string;
  reference: string;
  site: string;
  status: ReservationStatus;
  lane: string;
  /** The place it has or last had; null while it waits for one. */
  slot: ReservedSlot | null;
  /** What it waits for: one slot, or any that starts in [from, to). */
  wants: { slot: string | null; lane: string; from: Instant; to: Instant } | null;
  offer: { slot: ReservedSlot; expires_at: Instant } | null;
  /** The place that the site could not keep. */
  displaced_from: ReservedSlot | null;
  /** What took its place: `calendar`, `rulebook`, `zone`, `other_claim`, or a `closure` with its reason's code. */
  displaced_because: { code: string; closure: string | null; reason: string | null } | null;
  /** The slot it had before the site gave it this one; a negative shift is earlier. */
  retimed_from: { starts_at: Instant; shift_minutes: number } | null;
  vehicle: Vehicle;
  driver: { name?: string; phone?: string | null; language?: string };
  cargo: { class: string };
  company: string | null;
  arrive: { from: Instant; until: Instant } | null;
  band: Band | null;
  /** `qr` is what the gate reads, `url` opens the driver's page. */
  pass: { qr: string; url: string } | null;
  declaration: string | null;
  /** When it ends unless a declaration is attached; null where the lane demands none. */
  declaration_by: Instant | null;
  /** The draw in which it was entered. */
  draw: string | null;
  visit: string | null;
  swaps: number;
  /** Its window closes so much later, for the site was late before. */
  credit?: { minutes: number } | null;
  /** Its window closed without its vehicle; it counts where it `struck` and is not `forgiven`. */
  missed?: { at: Instant; struck: boolean; appeal_until: Instant | null } | null;
  forgiven?: boolean;
  appeal?: Appeal | null;
  version: number;
}

export interface Appeal {
  status: "open" | "decided";
  reason: string;
  at: Instant;
  decision: "forgive" | "uphold" | null;
}

/** An appeal with the facts to decide it by; `late_minutes` null: its vehicle never came. */
export interface Appealed {
  id: string;
  reservation: Reservation;
  text: string | null;
  late_minutes: number | null;
  misses: number;
  day: { shown: number; missed: number; late: number; most_late_minutes: number };
}

/** What the pages read of it. */
export interface Rulebook {
  horizon_days: number;
  arrive_before_minutes: number;
  arrive_after_minutes: number;
  strikes: { misses: number; days: number; block_days: number };
}

export interface Explanation {
  facts: unknown;
  rules: { clauses?: Clause[] };
  passed_by: { class: string; clause: string; count: number; text: string }[];
  corrections: { at: Instant; what: string[]; reason: string; text: string }[];
  changes: { code: string; clause: string; text: string }[];
  text: string;
}

export interface LedgerEntry {
  seq: number;
  at: Instant;
  kind: string;
  body: Record<string, unknown>;
  prev?: string;
  digest?: string;
}

export interface YardProperties {
  role: "node" | "gate" | "road" | "bay" | "area";
  gate?: string;
  from?: string;
  to?: string;
  one_way?: boolean;
  length_m?: number;
  node?: string;
  kind?: string;
  name?: string;
  drive_minutes?: number;
  max_height_m?: number;
  max_weight_kg?: number;
  max_length_m?: number;
  speed_kmh?: number;
  power?: boolean;
  exclusive?: boolean;
  drive_through?: boolean;
  neighbours?: string[];
  /** Bays that must be empty to drive in here or out. */
  blocked_by?: string[];
  pairs_with?: string[];
  /** Pairs of roads that may not follow each other here. */
  no_turns?: [string, string][];
}

export interface YardFeature {
  type: "Feature";
  id: string;
  geometry:
    | { type: "Point"; coordinates: [number, number] }
    | { type: "LineString"; coordinates: [number, number][] }
    | { type: "Polygon"; coordinates: [number, number][][] }
    | null;
  properties: YardProperties;
}

export interface YardMap {
  type: "FeatureCollection";
  features: YardFeature[];
}
