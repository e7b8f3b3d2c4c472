import { expect, test } from "vitest";
import { areaMoved, cornerAdded, cornerMoved, cornerRemoved, cornersOf, withArea } from "./areas";
import { difference, planOf, without } from "./document";

const EMPTY = planOf({ type: "FeatureCollection", features: [] });
const drawn = withArea(EMPTY, "area-1", [101, 21]);
const area = (plan: typeof drawn) => plan.features.get("area-1");

test("a new area is a rectangle about the point, closed as GeoJSON wants it", () => {
  expect(cornersOf(area(drawn))).toHaveLength(4);
  const { geometry } = area(drawn)!;
  const ring = geometry?.type === "Polygon" ? geometry.coordinates[0]! : [];
  expect(ring).toHaveLength(5);
  expect(ring.at(-1)).toEqual(ring[0]);
});

test("it is moved with all its corners, and back to where it was", () => {
  const [first, second] = cornersOf(area(drawn));
  const away = areaMoved(drawn, "area-1", [first![0] + 0.001, first![1]]);
  expect(cornersOf(area(away))[1]![0]).toBeCloseTo(second![0] + 0.001, 9);
  expect(difference(drawn, areaMoved(away, "area-1", first!)).put).toEqual([]);
});

test("its corners are moved one by one, more and fewer, down to a triangle", () => {
  const pulled = cornerMoved(drawn, "area-1", 2, [101.01, 20.99]);
  expect(cornersOf(area(pulled))[2]).toEqual([101.01, 20.99]);
  const more = cornerAdded(drawn, "area-1");
  expect(cornersOf(area(more))).toHaveLength(5);
  expect(cornersOf(area(cornerRemoved(more, "area-1")))).toEqual(cornersOf(area(drawn)));
  const triangle = cornerRemoved(drawn, "area-1");
  expect(cornersOf(area(triangle))).toHaveLength(3);
  expect(cornerRemoved(triangle, "area-1")).toBe(triangle);
  expect(without(triangle, "area-1").features.size).toBe(0);
});

test("an open line stays one", () => {
  const line = planOf({
    type: "FeatureCollection",
    features: [
      { type: "Feature", id: "l", geometry: { type: "LineString", coordinates: [[101, 21], [101.1, 21]] }, properties: { role: "area" } }, // prettier-ignore
    ],
  });
  const moved = areaMoved(line, "l", [102, 21]).features.get("l")!.geometry;
  expect(moved).toEqual({ type: "LineString", coordinates: [[102, 21], [102.1, 21]] }); // prettier-ignore
});
