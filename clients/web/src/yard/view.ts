/** Where a map looks: centre in metres and pixels per metre. Pure. */
import type { Box, Point } from "./drawing";

export interface View {
  cx: number;
  cy: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const LEAST = 0.15;
const MOST = 30;

export function fit(box: Box, size: Size): View {
  const scale = Math.min(size.width / box.width, size.height / box.height);
  return { cx: box.x + box.width / 2, cy: box.y + box.height / 2, scale: clamped(scale) };
}

/** The roads around the bays are shown too, unless that would make the bays much smaller. */
export function firstLook(drawing: { heart: Box; core: Box }, size: Size): View {
  const [heart, core] = [fit(drawing.heart, size), fit(drawing.core, size)];
  return core.scale >= 0.85 * heart.scale ? core : heart;
}

export function toScreen(view: View, size: Size, at: Point): Point {
  return { x: size.width / 2 + (at.x - view.cx) * view.scale, y: size.height / 2 + (at.y - view.cy) * view.scale };
}

export function transform(view: View, size: Size): string {
  return `translate(${size.width / 2} ${size.height / 2}) scale(${view.scale}) translate(${-view.cx} ${-view.cy})`;
}

export function panned(view: View, dx: number, dy: number): View {
  return { ...view, cx: view.cx - dx / view.scale, cy: view.cy - dy / view.scale };
}

/** Zooms by `factor` and keeps what lies under the pixel `at` under it. */
export function zoomed(view: View, size: Size, factor: number, at: Point): View {
  const scale = clamped(view.scale * factor);
  const dx = at.x - size.width / 2;
  const dy = at.y - size.height / 2;
  return { cx: view.cx + dx / view.scale - dx / scale, cy: view.cy + dy / view.scale - dy / scale, scale };
}

function clamped(scale: number): number {
  return Math.min(MOST, Math.max(LEAST, scale));
}

/** A point off the screen, drawn at its rim: where to, and the heading in degrees from east. Null when in sight. */
export function atRim(view: View, size: Size, at: Point, margin: number): { at: Point; heading: number } | null {
  const p = toScreen(view, size, at);
  const isIn = p.x >= margin && p.y >= margin && p.x <= size.width - margin && p.y <= size.height - margin;
  if (isIn) return null;
  const keep = (value: number, most: number): number => Math.min(Math.max(value, margin), most - margin);
  const rim = { x: keep(p.x, size.width), y: keep(p.y, size.height) };
  return { at: rim, heading: (Math.atan2(p.y - rim.y, p.x - rim.x) * 180) / Math.PI };
}

/** The point in metres under a pixel. */
export function fromScreen(view: View, size: Size, at: Point): Point {
  return { x: view.cx + (at.x - size.width / 2) / view.scale, y: view.cy + (at.y - size.height / 2) / view.scale };
}
