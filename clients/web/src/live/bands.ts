import type { Band, Curve, Instant, QueueState } from "../api/types";

export interface Minutes {
  p05: number;
  p50: number;
  p95: number;
}

/** A curve read at `rank`, or at the minutes since a call: straight between its rows, and on along its last stretch beyond them. */
export function minutesAt(curve: Curve, rank: number): Minutes | null {
  const first = curve[0];
  if (!first) return null;
  if (curve.length === 1 || rank <= first[0]) return { p05: first[1], p50: first[2], p95: first[3] };
  let high = curve.findIndex((row) => row[0] >= rank);
  if (high === -1) high = curve.length - 1;
  const a = curve[high - 1]!;
  const b = curve[high]!;
  const share = (rank - a[0]) / (b[0] - a[0]);
  const between = (i: 1 | 2 | 3): number => Math.max(0, a[i] + (b[i] - a[i]) * share);
  return { p05: between(1), p50: between(2), p95: between(3) };
}

/**
 * Who asks: where it stands, when it came (`now` for one who has yet to come) and was called, how many minutes farther
 * from the gate than others it waits, and the domain clock.
 */
export interface Standing {
  line: string;
  cls: string;
  rank: number;
  came: Instant | number | null;
  called?: Instant | null | undefined;
  farther?: number | undefined;
  now: Instant | number | null;
}

function of<T>(classes: Record<string, T> | undefined, cls: string): T | undefined {
  return classes?.[cls] ?? classes?.["general"] ?? Object.values(classes ?? {})[0];
}

/** The band at a rank, or of who is called, since its call. Bands older than a truck do not know of it: its whole way is before it. Null once all of it has passed. */
export function bandOf(state: Pick<QueueState, "as_of" | "bands" | "ways" | "calls">, standing: Standing): Band | null {
  const { line, cls, rank, came, called, now } = standing;
  const farther = (standing.farther ?? 0) * 60_000;
  const since = called ? of(state.calls?.[line], cls) : undefined;
  if (called && since) return ahead(sinceCall(since, Date.parse(called) + farther, state.as_of), now);
  const curve = of(state.bands[line], cls);
  const minutes = curve && minutesAt(curve, rank);
  if (!minutes || state.as_of === null) return null;
  const from = Date.parse(state.as_of);
  const joined = came === null ? from : new Date(came).getTime();
  const way = joined > from ? of(state.ways?.[line], cls) : undefined;
  const begins = Math.max(from, joined);
  // Who waits farther away is let in as much later than one near by, if both are called now.
  const afar = farther > 0 ? minutesAt(of(state.calls?.[line], cls) ?? [], 0) : null;
  const at = (value: number, least = 0, far?: number): number =>
    Math.max(from + value * 60_000, begins + least * 60_000, far === undefined ? 0 : begins + farther + far * 60_000);
  const told = (i: 0 | 1 | 2, name: keyof Minutes): Instant => new Date(at(minutes[name], way?.[i], afar?.[name])).toISOString();
  return ahead({ p05: told(0, "p05"), p50: told(1, "p50"), p95: told(2, "p95") }, now);
}

/** The band of who is called: a call that is newer than the bands begins them. */
function sinceCall(curve: Curve, at: number, as_of: Instant | null): Band | null {
  if (as_of === null) return null;
  const from = Date.parse(as_of);
  const minutes = minutesAt(curve, Math.max(0, Math.floor((from - at) / 60_000)));
  const told = (each: number): Instant => new Date(Math.max(from, at) + each * 60_000).toISOString();
  return minutes && { p05: told(minutes.p05), p50: told(minutes.p50), p95: told(minutes.p95) };
}

/** A band that was told, as long as any of it is still to come. */
export function ahead(band: Band | null, now: Instant | number | null): Band | null {
  return band && now !== null && Date.parse(band.p95) <= new Date(now).getTime() ? null : band;
}
