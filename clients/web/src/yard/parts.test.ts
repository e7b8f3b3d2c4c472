import { expect, test } from "vitest";
import type { YardFeature } from "../api/types";
import { draw } from "./drawing";
import { isInside, partsOf } from "./parts";

const at = (id: string, east: number, properties: object): YardFeature =>
  ({ type: "Feature", id, geometry: { type: "Point", coordinates: [east / 1_000, 0] }, properties }) as YardFeature;
const road = (id: string, from: string, to: string): YardFeature => ({
  type: "Feature",
  id,
  geometry: null,
  properties: { role: "road", from, to },
});
const ring = (id: string, west: number, east: number, properties = {}): YardFeature => ({
  type: "Feature",
  id,
  geometry: { type: "Polygon", coordinates: [[[west, -1], [east, -1], [east, 1], [west, 1], [west, -1]].map(([x, y]): [number, number] => [x! / 1_000, y! / 1_000])] }, // prettier-ignore
  properties: { role: "area", ...properties },
});
const FEATURES = [
  at("gate", 0, { role: "gate", gate: "both" }),
  ...["A", "B"].map((id, i) => at(id, 1 + i, { role: "node" })),
  at("Z", 9, { role: "node" }),
  ...["1", "2"].map((id) => at(id, 2, { role: "bay", node: "B" })),
  at("3", 9, { role: "bay", node: "Z" }),
  road("gate-A", "gate", "A"),
  road("A-B", "A", "B"),
  road("Z-gate", "Z", "gate"),
];

test("yards are what hangs together without the gates, and have the name of their area, else of their gates", () => {
  const parts = partsOf(draw({ type: "FeatureCollection", features: [...FEATURES, ring("north", 8, 10, { name: "North" })] }));
  expect(parts.map(({ id, name }) => [id, name])).toEqual([
    ["1", "gate"],
    ["3", "North"],
  ]);
  expect(parts[1]!.box.x).toBeGreaterThan(parts[0]!.box.x + parts[0]!.box.width);
});

test("an area beside the yard is in sight at first, one where trucks wait far away is not", () => {
  const whole = (features: YardFeature[]) => draw({ type: "FeatureCollection", features }).whole;
  const yard = whole(FEATURES);
  expect(whole([...FEATURES, ring("beside", 10, 12)]).width).toBeGreaterThan(yard.width);
  expect(whole([...FEATURES, ring("far", 90, 95, { drive_minutes: 25 })])).toEqual(yard);
  expect(whole([ring("first", 1, 3)]).width).toBeGreaterThan(200);
});

test("a point is inside an outline or not", () => {
  const square = [{ x: 0, y: 0 }, { x: 2, y: 0 }, { x: 2, y: 2 }, { x: 0, y: 2 }]; // prettier-ignore
  expect([isInside({ x: 1, y: 1 }, square), isInside({ x: 3, y: 1 }, square), isInside({ x: -1, y: 1 }, square)]).toEqual([
    true,
    false,
    false,
  ]);
});
