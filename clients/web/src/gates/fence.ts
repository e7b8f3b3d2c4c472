/** What of the rulebook concerns who comes to a gate, as it is typed and as the service has it. Pure. */

export interface Plates {
  act: number;
  ask: number;
  apart: number;
  ask_minutes: number;
  keep_days: number;
}

export const PLATES = ["act", "ask", "apart", "ask_minutes", "keep_days"] as const satisfies readonly (keyof Plates)[];

export interface Fence {
  points: { lat: number; lon: number }[];
  within_m: number;
  accuracy_m: number;
}

export function pointsText(fence: Fence | null): string {
  return (fence?.points ?? []).map(({ lat, lon }) => `${lat}, ${lon}`).join("\n");
}

/** Null where a line is no point: two numbers in degrees, the latitude first, parted by a comma or a space. */
export function fenceOf(text: string, within: string, accuracy: string): Fence | null {
  const lines = text.split("\n").flatMap((line) => line.trim() || []);
  const points = lines.map((line) => line.split(/[,;\s]+/).map(Number));
  const isPoint = ([lat, lon, ...more]: number[]): boolean =>
    more.length === 0 && Math.abs(lat ?? NaN) <= 90 && Math.abs(lon ?? NaN) <= 180;
  if (points.length === 0 || !points.every(isPoint)) return null;
  return { points: points.map(([lat, lon]) => ({ lat: lat!, lon: lon! })), within_m: Number(within), accuracy_m: Number(accuracy) };
}
