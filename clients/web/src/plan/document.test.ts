import { describe, expect, test } from "vitest";
import type { YardFeature, YardMap } from "../api/types";
import { asFile, difference, isSame, moved, nextId, planOf, renamed, told, turnsAt, withBay, without, withRoad } from "./document";

const place = (id: string, lon: number, properties: object): YardFeature =>
  ({ type: "Feature", id, geometry: { type: "Point", coordinates: [lon, 21] }, properties }) as YardFeature;
const road = (id: string, from: string, to: string, a: number, b: number, more = {}): YardFeature => ({
  type: "Feature",
  id,
  geometry: { type: "LineString", coordinates: [[a, 21], [b, 21]] }, // prettier-ignore
  properties: { role: "road", from, to, ...more },
});
const YARD: YardMap = {
  type: "FeatureCollection",
  features: [
    place("A", 101, { role: "node" }),
    place("B", 101.001, { role: "node", no_turns: [["r1", "r2"]] }),
    place("C", 101.002, { role: "node" }),
    road("r1", "A", "B", 101, 101.001, { length_m: 100 }),
    road("r2", "B", "C", 101.001, 101.002, { one_way: true }),
    place("B101", 101, { role: "bay", node: "A", kind: "hazmat", neighbours: ["B102"] }),
    place("B102", 101, { role: "bay", node: "A", kind: "general", neighbours: ["B101"], blocked_by: ["B101"], pairs_with: ["B101"] }),
  ],
};
const plan = planOf(YARD);

describe("a place that is moved", () => {
  const after = moved(plan, "B", [101.002, 21]);

  test("takes the ends of its roads along, and their lengths", () => {
    expect(after.features.get("r1")!.geometry).toEqual({ type: "LineString", coordinates: [[101, 21], [101.002, 21]] }); // prettier-ignore
    expect(after.features.get("r1")!.properties.length_m).toBe(200);
    expect(after.features.get("r2")!.properties).not.toHaveProperty("length_m");
  });

  test("is told with its roads alone, and not at all once it is back", () => {
    expect(difference(plan, after).put.map(({ id }) => id)).toEqual(["B", "r1", "r2"]);
    const back = moved(after, "B", [101.001, 21]);
    expect(difference(plan, back)).toEqual({ put: [], remove: [], renamed: {} });
  });
});

describe("a bay under another id", () => {
  test("is named so wherever it was named", () => {
    const after = renamed(renamed(plan, "B101", "X"), "X", "A1");
    expect(after.features.get("B102")!.properties).toMatchObject({ neighbours: ["A1"], blocked_by: ["A1"], pairs_with: ["A1"] });
    expect(difference(plan, after)).toMatchObject({ remove: ["B101"], renamed: { B101: "A1" } });
    expect(asFile(after).features.map(({ id }) => id)).toEqual(["A", "B", "C", "r1", "r2", "A1", "B102"]);
    expect(isSame(difference(plan, renamed(after, "A1", "B101")))).toBe(true);
  });

  test("is none where the id is taken", () => expect(renamed(plan, "B101", "B102")).toBe(plan));
});

describe("what is taken out", () => {
  test("is named by nobody, and no road leads to it", () => {
    const after = without(without(plan, "B101"), "C");
    expect(after.features.get("B102")!.properties).toMatchObject({ neighbours: [], blocked_by: [], pairs_with: [] });
    expect(after.features.get("B")!.properties.no_turns).toEqual([]);
    expect(difference(plan, after).remove).toEqual(["C", "r2", "B101"]);
  });
});

test("a new bay is like its neighbour, beside the nearest node", () => {
  const after = withBay(plan, nextId(plan, "bay", "B102"), [101.0019, 21.0001]);
  expect(after.features.get("B103")!.properties).toEqual({ role: "bay", kind: "hazmat", node: "C" });
  expect(nextId(plan, "road", null)).toBe("road-1");
  expect(nextId(after, "bay", "B102")).toBe("B104");
});

test("a new road is straight, and leads to another place than it comes from", () => {
  expect(withRoad(plan, "r3", "C", "A").features.get("r3")!.geometry).toMatchObject({ coordinates: [[101.002, 21], [101, 21]] }); // prettier-ignore
  expect(withRoad(plan, "r3", "A", "A")).toBe(plan);
});

test("turns are from roads that lead to a node into those that lead on", () => {
  expect(turnsAt(plan, "B")).toEqual([["r1", "r1"], ["r1", "r2"]]); // prettier-ignore
  expect(told(plan, "B", { no_turns: undefined }).features.get("B")!.properties).toEqual({ role: "node" });
});
