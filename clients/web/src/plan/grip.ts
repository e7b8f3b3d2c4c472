/** Shapes that are chosen by a click and, once chosen, dragged. */
import type { SVGAttributes } from "preact";
import type { Point } from "../yard/drawing";
import { choose, type Hold, holdOn } from "./acts";
import type { PlanStore } from "./store";

export type Attributes = SVGAttributes<SVGGElement>;

/** The point in metres under a pointer. */
export type Spot = (event: PointerEvent) => Point;

/** What makes a shape a thing that is chosen by a click and, once chosen, dragged. */
export function thing(store: PlanStore, id: string, spot: Spot): Attributes {
  return {
    role: "button",
    tabindex: -1,
    onPointerDown: (event) => store.selected.value === id && grip(store, holdOn(id), spot, event),
    onClick: (event) => {
      event.stopPropagation();
      choose(store, id);
    },
    "data-id": id,
  } as Attributes;
}

/** Takes hold of what a pointer went down on, until it is let go. */
export function grip(store: PlanStore, hold: Hold, spot: Spot, event: PointerEvent): void {
  const start = hold.at(store.plan.value);
  if (store.tool.value !== "move" || start === null || event.button !== 0) return;
  // The map must not be dragged along.
  event.stopPropagation();
  const element = event.currentTarget as SVGGElement;
  element.setPointerCapture(event.pointerId);
  const plan = store.plan.value;
  const [from, first] = [store.drawing.value.project(start), spot(event)];
  const onMove = (next: PointerEvent): void => {
    const to = spot(next);
    store.drag(hold.to(plan, store.drawing.value.unproject({ x: from.x + to.x - first.x, y: from.y + to.y - first.y })));
  };
  const onUp = (): void => {
    element.removeEventListener("pointermove", onMove);
    store.drop();
  };
  element.addEventListener("pointermove", onMove);
  element.addEventListener("pointerup", onUp, { once: true });
  element.addEventListener("pointercancel", onUp, { once: true });
}
