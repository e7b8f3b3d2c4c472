/** What clicks and keys on the yard's drawing do. */
import type { Point } from "../yard/drawing";
import { cornerMoved, cornersOf, holdOf, movedTo, withArea } from "./areas";
import { type LonLat, nearest, nextId, type Plan, placeOf, withBay, withNode, withRoad } from "./document";
import type { PlanStore } from "./store";

/** A click on the ground: a new bay or node there, or a place where a road goes on. */
export function place(store: PlanStore, at: Point): void {
  const lonLat = store.drawing.value.unproject(at);
  const plan = store.plan.value;
  const tool = store.tool.value;
  if (tool === "move") store.selected.value = null;
  else if (tool === "bay") {
    const id = nextId(plan, "bay", nearest(plan, lonLat, "bay"));
    store.step(withBay(plan, id, lonLat));
    store.use("move");
    store.selected.value = id;
  } else if (tool === "area") {
    const id = nextId(plan, "area", null);
    store.step(withArea(plan, id, lonLat));
    store.use("move");
    store.selected.value = id;
  } else {
    const id = nextId(plan, "node", nearest(plan, lonLat, "node"));
    store.step(withNode(plan, id, lonLat));
    if (tool === "road") choose(store, id);
    else store.selected.value = id;
  }
}

/** A click on a thing: chosen, or with the road tool the next end of a road, which goes on from there. */
export function choose(store: PlanStore, id: string): void {
  const plan = store.plan.value;
  if (store.tool.value !== "road" || placeOf(plan, id) === null) {
    store.use("move");
    store.selected.value = id;
    return;
  }
  const from = store.roadFrom.value;
  if (from !== null && from !== id) {
    const road = nextId(plan, "road", store.drawing.value.roads.at(-1)?.id ?? null);
    store.step(withRoad(plan, road, from, id));
    store.selected.value = road;
  }
  store.roadFrom.value = id;
}

/** What is taken hold of: where that is, and the plan once it is somewhere else. */
export interface Hold {
  readonly name: string;
  at(plan: Plan): LonLat | null;
  to(plan: Plan, at: LonLat): Plan;
}

/** All of a thing, or one corner of an area. */
export function holdOn(id: string, corner: number | null = null): Hold {
  if (corner === null) return { name: id, at: (plan) => holdOf(plan, id), to: (plan, at) => movedTo(plan, id, at) };
  return {
    name: `${id} ${corner}`,
    at: (plan) => cornersOf(plan.features.get(id))[corner] ?? null,
    to: (plan, at) => cornerMoved(plan, id, corner, at),
  };
}

/** What is held moved by so many metres with the keys. */
export function nudged(store: PlanStore, hold: Hold, by: Point): void {
  const { project, unproject } = store.drawing.value;
  const from = hold.at(store.plan.value);
  if (from === null) return;
  const at = project(from);
  store.step(hold.to(store.plan.value, unproject({ x: at.x + by.x, y: at.y + by.y })), `nudge ${hold.name}`);
}
