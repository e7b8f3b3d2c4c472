/** The yards of a site, which are drawn on one map: what hangs together by roads, gates apart. Pure. */
import { boxOf, type Drawing, padded, type Box, type Point } from "./drawing";

export interface Part {
  /** Its first bay: the same as long as that bay is there. */
  id: string;
  /** The area that most of its bays lie in, else the gates that lead there. */
  name: string;
  box: Box;
}

const ROOM_M = 14;

/** Each yard that has bays, from the one with the most; nobody drives through a gate from one into another. */
export function partsOf(drawing: Drawing): Part[] {
  const gates = new Set(drawing.gates.map(({ id }) => id));
  const joined = new Joined();
  for (const { from, to } of drawing.roads) if (!gates.has(from) && !gates.has(to)) joined.join(from, to);
  const found = new Map<string, Drawing["bays"]>();
  for (const bay of drawing.bays) {
    const root = joined.root(bay.node || bay.id);
    found.set(root, [...(found.get(root) ?? []), bay]);
  }
  const gatesOf = (root: string): string[] =>
    drawing.gates.flatMap(({ id }) =>
      drawing.roads.some(({ from, to }) => (from === id && joined.root(to) === root) || (to === id && joined.root(from) === root))
        ? [id]
        : [],
    );
  return [...found]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([root, bays]) => ({
      id: bays[0]!.id,
      name: areaOf(drawing, bays.map(({ at }) => at)) ?? gatesOf(root).join(", "), // prettier-ignore
      box: padded(boxOf(bays.flatMap((bay) => [bay.at, drawing.nodes.get(bay.node) ?? bay.at])), ROOM_M),
    }));
}

function areaOf(drawing: Drawing, points: readonly Point[]): string | null {
  const count = (outline: readonly Point[]): number => points.filter((point) => isInside(point, outline)).length;
  const most = drawing.areas
    .map((area) => ({ name: area.name ?? area.id, count: count(area.points) }))
    .sort((a, b) => b.count - a.count)[0];
  return most && most.count * 2 > points.length ? most.name : null;
}

export function isInside({ x, y }: Point, outline: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [a, b] = [outline[i]!, outline[j]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** Sets of places that grow together. */
class Joined {
  readonly #above = new Map<string, string>();

  root(id: string): string {
    let at = id;
    for (let above = this.#above.get(at); above !== undefined; above = this.#above.get(at)) at = above;
    return at;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.root(one), this.root(other)];
    if (a !== b) this.#above.set(a, b);
  }
}
