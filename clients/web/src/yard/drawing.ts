/** A yard as GeoJSON, laid flat in metres (x east, y south). Pure. */
import type { YardFeature, YardMap } from "../api/types";

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface DrawnBay {
  id: string;
  kind: string;
  power: boolean;
  node: string;
  /** Bays that must be empty to drive in here or out. */
  blockedBy: readonly string[];
  at: Point;
  width: number;
  depth: number;
  /** Degrees, clockwise, of the bay's depth from the direction south. */
  turn: number;
}

export interface DrawnRoad {
  id: string;
  from: string;
  to: string;
  isOneWay: boolean;
  lengthM: number | null;
  points: Point[];
}

export interface DrawnGate {
  id: string;
  at: Point;
}

export interface Drawing {
  bays: DrawnBay[];
  roads: DrawnRoad[];
  gates: DrawnGate[];
  nodes: Map<string, Point>;
  areas: { id: string; name: string | null; points: Point[] }[];
  project(lonLat: [number, number]): Point;
  /** Degrees of a point, to about a centimetre. */
  unproject(at: Point): [number, number];
  /** Bays and the aisles beside them. */
  heart: Box;
  /** All roads but the long approaches to the gates. */
  core: Box;
  /** All of it: roads, gates and bays, and areas but where trucks wait far away. */
  whole: Box;
}

const METRES_PER_DEGREE = 111_320;
const HALF_ROAD_M = 2.4;
const LEAST_WIDTH_M = 2.6;
const MOST_ROOM_M = 40;

/** `origin` keeps a yard that is being changed from shifting under the hand. */
export function draw(yard: YardMap, origin: [number, number] = originOf(yard.features)): Drawing {
  const { project, unproject } = projection(origin);
  const points = new Map<string, Point>();
  for (const { id, geometry } of yard.features) if (geometry?.type === "Point") points.set(id, project(geometry.coordinates));
  const of = (role: string): YardFeature[] => yard.features.filter((f) => f.properties.role === role);
  const bays = drawBays(of("bay"), points);
  const roads = of("road").flatMap((f) => drawRoad(f, project, points));
  const gates = of("gate").map((f) => ({ id: f.id, at: points.get(f.id)! }));
  const ends = roads.flatMap((road) => road.points);
  const areas = of("area").map(({ id, geometry, properties }) => ({
    id,
    name: properties.name ?? null,
    points: outlineOf(geometry).map(project),
  }));
  const corners = areas.flatMap(({ points }) => points);
  const isGate = (node: string): boolean => gates.some((gate) => gate.id === node);
  const aisles = bays.flatMap((bay) => [bay.at, points.get(bay.node) ?? bay.at]);
  const ground = [...ends, ...gates.map(({ at }) => at), ...aisles];
  return {
    bays,
    roads,
    gates,
    nodes: points,
    areas,
    project,
    unproject,
    heart: padded(boxOf(aisles.length > 0 ? aisles : ends), 14),
    core: padded(boxOf([...roads.filter((road) => !isGate(road.from) && !isGate(road.to)).flatMap((road) => road.points), ...aisles]), 10),
    whole: padded(boxOf([...ground, ...near(corners, boxOf(ground.length > 0 ? ground : corners))]), 10),
  };
}

export function originOf(features: readonly YardFeature[]): [number, number] {
  return (features.find((f) => f.geometry?.type === "Point")?.geometry?.coordinates as [number, number] | undefined) ?? [0, 0];
}

function projection([lon0, lat0]: [number, number]): Pick<Drawing, "project" | "unproject"> {
  const perLon = METRES_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180);
  const rounded = (degrees: number): number => Number(degrees.toFixed(7));
  return {
    project: ([lon, lat]) => ({ x: (lon - lon0) * perLon, y: (lat0 - lat) * METRES_PER_DEGREE }),
    unproject: ({ x, y }) => [rounded(lon0 + x / perLon), rounded(lat0 - y / METRES_PER_DEGREE)],
  };
}

function outlineOf(geometry: YardFeature["geometry"]): [number, number][] {
  return geometry?.type === "Polygon" ? (geometry.coordinates[0] ?? []) : geometry?.type === "LineString" ? geometry.coordinates : [];
}

function drawRoad(feature: YardFeature, project: Drawing["project"], places: ReadonlyMap<string, Point>): DrawnRoad[] {
  const { id, geometry, properties } = feature;
  // A road without a line of its own is straight.
  const straight = [properties.from, properties.to].flatMap((end) => places.get(end ?? "") ?? []);
  const line = geometry?.type === "LineString" ? geometry.coordinates.map(project) : straight;
  if (line.length < 2) return [];
  return [
    {
      id,
      from: properties.from ?? "",
      to: properties.to ?? "",
      isOneWay: properties.one_way ?? false,
      lengthM: properties.length_m ?? null,
      points: line,
    },
  ];
}

function drawBays(features: readonly YardFeature[], points: ReadonlyMap<string, Point>): DrawnBay[] {
  const centres = features.map((f) => points.get(f.id)!);
  return features.map(({ id, properties }, i) => {
    const at = centres[i]!;
    const node = points.get(properties.node ?? "") ?? at;
    const away = Math.hypot(at.x - node.x, at.y - node.y);
    const turn = away > 0.1 ? Math.atan2(node.x - at.x, at.y - node.y) : 0;
    const room = roomFor(at, turn, centres);
    const length = properties.max_length_m ?? 18;
    return {
      id,
      kind: properties.kind ?? "general",
      power: properties.power ?? false,
      node: properties.node ?? "",
      blockedBy: properties.blocked_by ?? [],
      at,
      // As wide as its neighbours leave room for, so that a number can be read in it; never into the road.
      width: Math.max(LEAST_WIDTH_M, Math.min(0.8 * room.width, 0.85 * length)),
      depth: Math.min(length, 0.9 * room.depth, away > HALF_ROAD_M + 2 ? 2 * (away - HALF_ROAD_M) : 0.8 * room.width),
      turn: (turn * 180) / Math.PI,
    };
  });
}

/** How far the nearest other bays are to a bay's sides, and before and behind it. */
function roomFor(at: Point, turn: number, centres: readonly Point[]): { width: number; depth: number } {
  let [width, depth] = [MOST_ROOM_M, MOST_ROOM_M];
  for (const other of centres) {
    if (other === at) continue;
    const [dx, dy] = [other.x - at.x, other.y - at.y];
    const aside = Math.abs(dx * Math.cos(turn) + dy * Math.sin(turn));
    const along = Math.abs(dy * Math.cos(turn) - dx * Math.sin(turn));
    if (aside >= along) width = Math.min(width, aside);
    else depth = Math.min(depth, along);
  }
  return { width, depth };
}

export function boxOf(points: readonly Point[]): Box {
  if (points.length === 0) return { x: 0, y: 0, width: 100, height: 100 };
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function padded(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** Those of the points that are no farther off than a yard is large. */
function near(points: readonly Point[], { x, y, width, height }: Box): Point[] {
  const far = Math.max(width, height);
  return points.filter((p) => p.x >= x - far && p.x <= x + width + far && p.y >= y - far && p.y <= y + height + far);
}

/** The middle of a road and the way it points there, degrees clockwise from east. */
export function middle(points: readonly Point[]): { at: Point; heading: number } {
  const i = Math.max(1, Math.floor(points.length / 2));
  const a = points[i - 1]!;
  const b = points[i] ?? a;
  return { at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, heading: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI };
}

/** A path of node ids as points, with what is not in the drawing left out. */
export function pathPoints(path: readonly string[], nodes: ReadonlyMap<string, Point>): Point[] {
  return path.flatMap((id) => nodes.get(id) ?? []);
}
