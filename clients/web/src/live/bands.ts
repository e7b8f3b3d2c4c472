import type { Band, Curve, Instant, QueueState } from "../api/types";

export interface Minutes {
  p05: number;
  p50: number;
  p95: number;
}

/** A curve read at `rank`: straight between its rows, and on along its last stretch beyond them. */
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

export function bandOf(state: Pick<QueueState, "as_of" | "bands">, line: string, cls: string, rank: number): Band | null {
  const curves = state.bands[line];
  const curve = curves?.[cls] ?? curves?.["general"] ?? Object.values(curves ?? {})[0];
  const minutes = curve && minutesAt(curve, rank);
  if (!minutes || state.as_of === null) return null;
  const from = Date.parse(state.as_of);
  const since = (value: number): Instant => new Date(from + value * 60_000).toISOString();
  return { p05: since(minutes.p05), p50: since(minutes.p50), p95: since(minutes.p95) };
}
