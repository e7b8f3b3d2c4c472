/** A yard file while it is redrawn: every act gives another document, so that each can be taken back. Pure. */
import type { YardFeature, YardMap, YardProperties } from "../api/types";

export type LonLat = [number, number];
export type Role = YardProperties["role"];

export interface Plan {
  readonly features: ReadonlyMap<string, YardFeature>;
  /** The id under which each bay stands in the file that was read, by its id now; those it had already are left out. */
  readonly was: ReadonlyMap<string, string>;
}

/** What the service is told: what is other than in the file that was read. */
export interface Redrawing {
  put: YardFeature[];
  remove: string[];
  renamed: Record<string, string>;
}

const SAME_PLACE = 0.000_005;
const METRES_PER_DEGREE = 111_320;

export function planOf(yard: YardMap): Plan {
  return { features: new Map(yard.features.map((feature) => [feature.id, feature])), was: new Map() };
}

export function asFile(plan: Plan): YardMap {
  return { type: "FeatureCollection", features: [...plan.features.values()] };
}

export function difference(before: Plan, after: Plan): Redrawing {
  const isNews = (feature: YardFeature): boolean => JSON.stringify(before.features.get(feature.id)) !== JSON.stringify(feature);
  return {
    put: [...after.features.values()].filter((feature) => before.features.get(feature.id) !== feature && isNews(feature)),
    remove: [...before.features.keys()].filter((id) => !after.features.has(id)),
    renamed: Object.fromEntries([...after.was].filter(([, old]) => !after.features.has(old)).map(([now, old]) => [old, now])),
  };
}

export const isSame = ({ put, remove }: Redrawing): boolean => put.length === 0 && remove.length === 0;

export function roleOf(plan: Plan, id: string): Role | null {
  return plan.features.get(id)?.properties.role ?? null;
}

export function placeOf(plan: Plan, id: string): LonLat | null {
  const geometry = plan.features.get(id)?.geometry;
  return geometry?.type === "Point" ? geometry.coordinates : null;
}

/** Roads that begin or end at a place, and for a node the bays beside it. */
export function roadsAt(plan: Plan, place: string): YardFeature[] {
  return [...plan.features.values()].filter(
    ({ properties }) => properties.role === "road" && (properties.from === place || properties.to === place),
  );
}

/** A place moved; the roads that end there follow, and are as much longer or shorter as they look. */
export function moved(plan: Plan, id: string, to: LonLat): Plan {
  const from = placeOf(plan, id);
  const feature = plan.features.get(id);
  if (!from || !feature) return plan;
  const roads = roadsAt(plan, id).map((road) => follow(road, id, from, to));
  return altered(plan, [{ ...feature, geometry: { type: "Point", coordinates: to } }, ...roads]);
}

function follow(road: YardFeature, place: string, from: LonLat, to: LonLat): YardFeature {
  if (road.geometry?.type !== "LineString") return road;
  const before = road.geometry.coordinates;
  const [first, last] = [0, before.length - 1];
  const { properties } = road;
  const goes = (i: number): boolean =>
    ((i === first && properties.from === place) || (i === last && properties.to === place)) && isClose(before[i]!, from);
  const after = before.map((at, i) => (goes(i) ? to : at));
  const scale = lengthOf(after) / (lengthOf(before) || 1);
  const longer = properties.length_m === undefined ? {} : { length_m: Math.max(0.1, Math.round(properties.length_m * scale * 10) / 10) };
  return { ...road, geometry: { type: "LineString", coordinates: after }, properties: { ...properties, ...longer } };
}

function isClose(a: LonLat, b: LonLat): boolean {
  return Math.abs(a[0] - b[0]) < SAME_PLACE && Math.abs(a[1] - b[1]) < SAME_PLACE;
}

export function lengthOf(line: readonly LonLat[]): number {
  return line.slice(1).reduce((sum, b, i) => sum + apart(line[i]!, b), 0);
}

export function apart(a: LonLat, b: LonLat): number {
  const east = (b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180);
  return Math.hypot(east, b[1] - a[1]) * METRES_PER_DEGREE;
}

/** Some properties of a feature set, or with `undefined` taken away. */
export function told(plan: Plan, id: string, properties: { [K in keyof YardProperties]?: YardProperties[K] | undefined }): Plan {
  const feature = plan.features.get(id);
  if (!feature) return plan;
  const all = Object.entries({ ...feature.properties, ...properties }).filter(([, value]) => value !== undefined);
  return altered(plan, [{ ...feature, properties: Object.fromEntries(all) as unknown as YardProperties }]);
}

export function withBay(plan: Plan, id: string, at: LonLat): Plan {
  const near = nearest(plan, at, "bay");
  const like = plan.features.get(near ?? "")?.properties;
  const node = nearest(plan, at, "node");
  const same = like ? { kind: like.kind ?? "general", max_length_m: like.max_length_m, power: like.power } : { kind: "general" };
  return told(altered(plan, [point(id, at, { role: "bay" })]), id, { ...same, node: node ?? undefined });
}

export function withNode(plan: Plan, id: string, at: LonLat): Plan {
  return altered(plan, [point(id, at, { role: "node" })]);
}

export function withRoad(plan: Plan, id: string, from: string, to: string): Plan {
  const ends = [from, to].flatMap((end) => [placeOf(plan, end) ?? []].filter((at): at is LonLat => at.length === 2));
  if (ends.length < 2 || from === to) return plan;
  return altered(plan, [
    { type: "Feature", id, geometry: { type: "LineString", coordinates: ends }, properties: { role: "road", from, to } },
  ]);
}

function point(id: string, at: LonLat, properties: YardProperties): YardFeature {
  return { type: "Feature", id, geometry: { type: "Point", coordinates: at }, properties };
}

export function nearest(plan: Plan, at: LonLat, role: Role): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const { id, geometry, properties } of plan.features.values()) {
    if (properties.role !== role || geometry?.type !== "Point") continue;
    const far = apart(at, geometry.coordinates);
    if (far < least) [best, least] = [id, far];
  }
  return best;
}

/** A feature taken out, with the roads that led to it and whatever named it. */
export function without(plan: Plan, id: string): Plan {
  const gone = new Set([id, ...roadsAt(plan, id).map((road) => road.id)]);
  const features = new Map<string, YardFeature>();
  for (const feature of plan.features.values()) if (!gone.has(feature.id)) features.set(feature.id, unnamed(feature, gone));
  return { features, was: new Map([...plan.was].filter(([now]) => !gone.has(now))) };
}

function unnamed(feature: YardFeature, gone: ReadonlySet<string>): YardFeature {
  const { neighbours, blocked_by, pairs_with, no_turns } = feature.properties;
  const less = {
    ...(neighbours?.some((id) => gone.has(id)) && { neighbours: neighbours.filter((id) => !gone.has(id)) }),
    ...(blocked_by?.some((id) => gone.has(id)) && { blocked_by: blocked_by.filter((id) => !gone.has(id)) }),
    ...(pairs_with?.some((id) => gone.has(id)) && { pairs_with: pairs_with.filter((id) => !gone.has(id)) }),
    ...(no_turns?.some((turn) => turn.some((id) => gone.has(id))) && {
      no_turns: no_turns.filter((turn) => !turn.some((id) => gone.has(id))),
    }),
  };
  return Object.keys(less).length > 0 ? { ...feature, properties: { ...feature.properties, ...less } } : feature;
}

/** A bay under another id, wherever it is named; the same plan where that id is taken or is none. */
export function renamed(plan: Plan, id: string, to: string): Plan {
  const feature = plan.features.get(id);
  if (!feature || to === "" || plan.features.has(to)) return plan;
  const now = (each: string): string => (each === id ? to : each);
  const features = [...plan.features.values()].map((each) => (each.id === id ? { ...each, id: to } : namedAnew(each, id, now)));
  const first = plan.was.get(id) ?? id;
  const was = new Map([...plan.was].filter(([other]) => other !== id));
  if (first !== to) was.set(to, first);
  return { features: new Map(features.map((each) => [each.id, each])), was };
}

function namedAnew(feature: YardFeature, id: string, now: (id: string) => string): YardFeature {
  const { from, to, neighbours, blocked_by, pairs_with } = feature.properties;
  const named = [from, to, ...(neighbours ?? []), ...(blocked_by ?? []), ...(pairs_with ?? [])];
  if (!named.includes(id)) return feature;
  const properties = {
    ...feature.properties,
    ...(from !== undefined && { from: now(from) }),
    ...(to !== undefined && { to: now(to) }),
    ...(neighbours && { neighbours: neighbours.map(now) }),
    ...(blocked_by && { blocked_by: blocked_by.map(now) }),
    ...(pairs_with && { pairs_with: pairs_with.map(now) }),
  };
  return { ...feature, properties };
}

/** Turns that could be made at a node: from each road that leads here into each that leads on, the same one for a turn on the spot. */
export function turnsAt(plan: Plan, node: string): [string, string][] {
  const roads = roadsAt(plan, node);
  const into = roads.filter(({ properties: p }) => p.to === node || !p.one_way);
  const out = roads.filter(({ properties: p }) => p.from === node || !p.one_way);
  return into.flatMap((a) => out.map((b): [string, string] => [a.id, b.id]));
}

/** The next id that nobody has: `B410` after `B409`, `bay-1` where there is none like it. */
export function nextId(plan: Plan, role: Role, like: string | null): string {
  const [, stem, number] = /^(.*?)(\d+)$/.exec(like ?? "") ?? [];
  if (stem === undefined || number === undefined) return nextId(plan, role, `${role}-0`);
  for (let n = Number(number) + 1; ; n++) {
    const id = `${stem}${String(n).padStart(number.length, "0")}`;
    if (!plan.features.has(id)) return id;
  }
}

function altered(plan: Plan, changed: readonly YardFeature[]): Plan {
  const features = new Map(plan.features);
  for (const feature of changed) features.set(feature.id, feature);
  return { ...plan, features };
}
