import { describe, expect, test } from "vitest";
import type { YardFeature, YardMap } from "../api/types";
import { draw } from "./drawing";
import { atRim, fit, toScreen, zoomed } from "./view";
import { treeFrom, wayBack } from "./ways";

const point = (id: string, lon: number, lat: number, role: "node" | "gate" | "bay", more = {}): YardFeature => ({
  type: "Feature",
  id,
  geometry: { type: "Point", coordinates: [lon, lat] },
  properties: { role, ...more },
});
const road = (from: string, to: string, length_m: number, one_way = true): YardFeature => ({
  type: "Feature",
  id: `${from}-${to}`,
  geometry: {
    type: "LineString",
    coordinates: [
      [0, 0],
      [0, 0],
    ],
  },
  properties: { role: "road", from, to, length_m, one_way },
});

const yard: YardMap = {
  type: "FeatureCollection",
  features: [
    point("in", 0, 0, "gate"),
    point("a", 0.001, 0, "node"),
    point("b", 0.002, 0, "node"),
    point("c", 0.001, -0.001, "node"),
    point("bay-1", 0.002, 0.0001, "bay", { node: "b", max_length_m: 18 }),
    road("in", "a", 100),
    road("a", "b", 100),
    road("a", "c", 60),
    road("c", "b", 60, false),
  ],
};

describe("ways over a yard", () => {
  const drawing = draw(yard);

  test("are shortest, and go around what is blocked", () => {
    expect(wayBack(treeFrom(drawing, "in", {}), "b")).toEqual(["in", "a", "b"]);
    expect(wayBack(treeFrom(drawing, "in", { "a-b": "blocked" }), "b")).toEqual(["in", "a", "c", "b"]);
    expect(wayBack(treeFrom(drawing, "in", { "a-b": "slow" }), "b")).toEqual(["in", "a", "c", "b"]);
  });

  test("respect one-way roads", () => {
    expect(treeFrom(drawing, "b", {}).has("a")).toBe(false);
    expect(wayBack(treeFrom(drawing, "b", {}), "c")).toEqual(["b", "c"]);
  });
});

describe("the drawing", () => {
  const drawing = draw(yard);

  test("lays degrees out in metres, north up", () => {
    const a = drawing.nodes.get("a")!;
    const c = drawing.nodes.get("c")!;
    expect(a.x).toBeCloseTo(111.32, 1);
    expect(c.y).toBeCloseTo(111.32, 1);
  });

  test("turns a bay towards its node and keeps it off the road", () => {
    const bay = drawing.bays[0]!;
    expect(Math.abs(bay.turn) % 180).toBeCloseTo(0, 5);
    expect(bay.depth / 2).toBeLessThanOrEqual(Math.hypot(bay.at.x - drawing.nodes.get("b")!.x, bay.at.y - drawing.nodes.get("b")!.y));
  });

  test("lets no two bays overlap, side by side or back to back", () => {
    const features = [
      point("n", 0, 0, "node"),
      point("m", 0.0004, 0, "node"),
      point("a", 0.00012, 0, "bay", { node: "n", max_length_m: 18 }),
      point("b", 0.00028, 0, "bay", { node: "m", max_length_m: 18 }),
      point("c", 0.00012, 0.00004, "bay", { node: "n2", max_length_m: 18 }),
    ];
    const [a, b, c] = draw({ type: "FeatureCollection", features }).bays;
    expect((a!.depth + b!.depth) / 2).toBeLessThan(b!.at.x - a!.at.x);
    expect(a!.width / 2).toBeLessThan(Math.abs(c!.at.y - a!.at.y));
  });

  test("draws a yard without bays, and one without anything", () => {
    expect(draw({ type: "FeatureCollection", features: [] }).heart.width).toBeGreaterThan(0);
    expect(draw({ ...yard, features: yard.features.filter((f) => f.properties.role !== "bay") }).bays).toEqual([]);
  });
});

describe("the view", () => {
  const size = { width: 400, height: 200 };
  test("fits a box and keeps the point under the pointer while zooming", () => {
    const view = fit({ x: 0, y: 0, width: 100, height: 100 }, size);
    expect(view.scale).toBe(2);
    const at = { x: 30, y: 40 };
    const pixel = toScreen(view, size, at);
    const after = toScreen(zoomed(view, size, 1.7, pixel), size, at);
    expect(after.x).toBeCloseTo(pixel.x, 6);
    expect(after.y).toBeCloseTo(pixel.y, 6);
  });
  test("pins what lies outside to the rim", () => {
    const view = fit({ x: 0, y: 0, width: 100, height: 100 }, size);
    expect(atRim(view, size, { x: 50, y: 50 }, 10)).toBeNull();
    expect(atRim(view, size, { x: 5_000, y: 50 }, 10)).toEqual({ at: { x: 390, y: 100 }, heading: 0 });
  });
});
