/** Ways over the yard's roads for the map's eye alone: the truck's own guidance comes from the service. Pure. */
import type { RoadStatus } from "../api/types";
import type { Drawing, Point } from "./drawing";

/** A slow road is as long to drive as so many. */
const SLOW = 3;

/** For each node reached from `start`: the node before it on a shortest way. */
export function treeFrom(drawing: Drawing, start: string, roads: Readonly<Record<string, RoadStatus>>): Map<string, string> {
  const exits = exitsOf(drawing, roads);
  const far = new Map<string, number>([[start, 0]]);
  const before = new Map<string, string>();
  const open = new Set([start]);
  while (open.size > 0) {
    const here = nearest(open, far);
    open.delete(here);
    for (const { to, metres } of exits.get(here) ?? []) {
      const distance = far.get(here)! + metres;
      if (distance >= (far.get(to) ?? Infinity)) continue;
      far.set(to, distance);
      before.set(to, here);
      open.add(to);
    }
  }
  return before;
}

export function wayBack(tree: ReadonlyMap<string, string>, goal: string): string[] {
  const path = [goal];
  for (let node = tree.get(goal); node !== undefined; node = tree.get(node)) path.unshift(node);
  return path;
}

function nearest(open: ReadonlySet<string>, far: ReadonlyMap<string, number>): string {
  let best = "";
  for (const node of open) if (best === "" || far.get(node)! < far.get(best)!) best = node;
  return best;
}

function exitsOf(drawing: Drawing, roads: Readonly<Record<string, RoadStatus>>): Map<string, { to: string; metres: number }[]> {
  const exits = new Map<string, { to: string; metres: number }[]>();
  const add = (from: string, to: string, metres: number): void => void exits.set(from, [...(exits.get(from) ?? []), { to, metres }]);
  for (const road of drawing.roads) {
    if (roads[road.id] === "blocked") continue;
    const metres = (road.lengthM ?? lengthOf(road.points)) * (roads[road.id] === "slow" ? SLOW : 1);
    add(road.from, road.to, metres);
    if (!road.isOneWay) add(road.to, road.from, metres);
  }
  return exits;
}

function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, b, i) => sum + Math.hypot(b.x - points[i]!.x, b.y - points[i]!.y), 0);
}
