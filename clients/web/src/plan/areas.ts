/** Areas of a yard that is being redrawn, by their corners: an outline that ends where it begins, or an open line. Pure. */
import type { YardFeature } from "../api/types";
import { apart, type LonLat, moved, type Plan, placeOf } from "./document";

const HALF_METRES: readonly [number, number] = [20, 12];
const METRES_PER_DEGREE = 111_320;
const LEAST = 3;

export function cornersOf(feature: YardFeature | undefined): LonLat[] {
  if (feature?.properties.role !== "area") return [];
  const { geometry } = feature;
  if (geometry?.type === "LineString") return geometry.coordinates;
  return geometry?.type === "Polygon" ? (geometry.coordinates[0] ?? []).slice(0, -1) : [];
}

/** A rectangle about a point; what it is called is its own to say. */
export function withArea(plan: Plan, id: string, [lon, lat]: LonLat): Plan {
  const [across, up] = [HALF_METRES[0] / METRES_PER_DEGREE / Math.cos((lat * Math.PI) / 180), HALF_METRES[1] / METRES_PER_DEGREE];
  const signs = [[-1, 1], [1, 1], [1, -1], [-1, -1]] as const; // prettier-ignore
  const corners = signs.map(([x, y]): LonLat => [rounded(lon + x * across), rounded(lat + y * up)]);
  const area: YardFeature = { type: "Feature", id, geometry: { type: "Polygon", coordinates: [] }, properties: { role: "area" } };
  return shaped({ ...plan, features: new Map(plan.features).set(id, area) }, id, corners);
}

/** The whole of it moved, so that its first corner comes to lie there. */
export function areaMoved(plan: Plan, id: string, to: LonLat): Plan {
  const corners = cornersOf(plan.features.get(id));
  const first = corners[0];
  if (!first) return plan;
  return shaped(plan, id, corners.map(([lon, lat]) => [rounded(lon + to[0] - first[0]), rounded(lat + to[1] - first[1])])); // prettier-ignore
}

export function cornerMoved(plan: Plan, id: string, corner: number, to: LonLat): Plan {
  return shaped(plan, id, cornersOf(plan.features.get(id)).map((at, i) => (i === corner ? to : at))); // prettier-ignore
}

/** One corner more, in the middle of the longest side. */
export function cornerAdded(plan: Plan, id: string): Plan {
  const corners = cornersOf(plan.features.get(id));
  const next = (i: number): LonLat => corners[(i + 1) % corners.length]!;
  const sides = corners.map((at, i) => ({ i, long: apart(at, next(i)) })).sort((a, b) => b.long - a.long);
  const longest = sides[0]?.i;
  if (longest === undefined) return plan;
  const [a, b] = [corners[longest]!, next(longest)];
  const middle: LonLat = [rounded((a[0] + b[0]) / 2), rounded((a[1] + b[1]) / 2)];
  return shaped(plan, id, [...corners.slice(0, longest + 1), middle, ...corners.slice(longest + 1)]);
}

/** One corner less: the one whose going changes the outline least; the same plan where no more than a triangle is left. */
export function cornerRemoved(plan: Plan, id: string): Plan {
  const corners = cornersOf(plan.features.get(id));
  if (corners.length <= LEAST) return plan;
  const cut = corners.map((at, i) => ({ i, area: triangle(corners.at(i - 1)!, at, corners[(i + 1) % corners.length]!) }));
  const least = cut.sort((a, b) => a.area - b.area)[0]!.i;
  return shaped(plan, id, corners.filter((_, i) => i !== least)); // prettier-ignore
}

/** The point by which a thing is held: its own, or an area's first corner; null for a road. */
export function holdOf(plan: Plan, id: string): LonLat | null {
  return placeOf(plan, id) ?? cornersOf(plan.features.get(id))[0] ?? null;
}

export function movedTo(plan: Plan, id: string, to: LonLat): Plan {
  return plan.features.get(id)?.properties.role === "area" ? areaMoved(plan, id, to) : moved(plan, id, to);
}

function triangle(a: LonLat, b: LonLat, c: LonLat): number {
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
}

function shaped(plan: Plan, id: string, corners: readonly LonLat[]): Plan {
  const feature = plan.features.get(id);
  if (!feature || !corners[0]) return plan;
  const geometry: YardFeature["geometry"] =
    feature.geometry?.type === "LineString"
      ? { type: "LineString", coordinates: [...corners] }
      : { type: "Polygon", coordinates: [[...corners, corners[0]]] };
  return { ...plan, features: new Map(plan.features).set(id, { ...feature, geometry }) };
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(7));
}
