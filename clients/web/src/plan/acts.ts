/** What clicks and keys on the yard's drawing do. */
import type { Point } from "../yard/drawing";
import { moved, nearest, nextId, placeOf, withBay, withNode, withRoad } from "./document";
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

/** A place moved by so many metres with the keys. */
export function nudged(store: PlanStore, id: string, by: Point): void {
  const { project, unproject } = store.drawing.value;
  const at = project(placeOf(store.plan.value, id)!);
  store.step(moved(store.plan.value, id, unproject({ x: at.x + by.x, y: at.y + by.y })), `nudge ${id}`);
}
