/** Arrow keys go from one bay or road to the nearest that lies that way. */
const WAYS: Record<string, [x: number, y: number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function onArrow(event: KeyboardEvent, map: SVGSVGElement | null): void {
  const way = WAYS[event.key];
  const from = (event.target as Element).closest<SVGGElement>("[data-x]");
  if (!way || !from || !map) return;
  event.preventDefault();
  const next = nearest(from, [...map.querySelectorAll<SVGGElement>("[data-x]")], way);
  if (!next) return;
  from.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

function nearest(from: SVGGElement, all: SVGGElement[], [wx, wy]: [number, number]): SVGGElement | null {
  let best: SVGGElement | null = null;
  let least = Infinity;
  for (const other of all) {
    const dx = Number(other.dataset["x"]) - Number(from.dataset["x"]);
    const dy = Number(other.dataset["y"]) - Number(from.dataset["y"]);
    const along = dx * wx + dy * wy;
    const aside = Math.abs(dx * wy) + Math.abs(dy * wx);
    const cost = along + 2.5 * aside;
    if (along > 0.5 && cost < least) [best, least] = [other, cost];
  }
  return best;
}
