/** Which lanes a drop and its pick-up can go by. Pure. */
import type { Lane } from "../api/types";

type Way = Pick<Lane, "code" | "direction" | "class">;

/** The lanes of other directions than the drop's, of which the first is the likeliest: straight back, with the same class. */
export function lanesBack<L extends Way>(lanes: readonly L[], drop: string): L[] {
  const from = lanes.find(({ code }) => code === drop);
  if (!from) return [];
  const likely = (lane: Way): number => 2 * Number(isBack(from, lane)) + Number(lane.class === from.class);
  return lanes.filter(({ direction }) => direction !== from.direction).sort((a, b) => likely(b) - likely(a));
}

/** The lane a drop is offered first: what is brought goes out of the country, mostly. */
export function firstDrop(lanes: readonly Way[]): string {
  return (lanes.find(({ direction }) => direction === "export") ?? lanes[0])?.code ?? "";
}

/** Whether the site's lanes go two ways at all. */
export function hasPairs(lanes: readonly Way[]): boolean {
  return new Set(lanes.map(({ direction }) => direction)).size > 1;
}

function isBack(from: Way, lane: Way): boolean {
  const both = new Set([from.direction, lane.direction]);
  return both.has("export") && both.has("import");
}
