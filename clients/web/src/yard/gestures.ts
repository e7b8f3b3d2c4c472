/** Pan by dragging, zoom by wheel, pinch or keys. */
import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { panned, type Size, type View, zoomed } from "./view";

interface Map {
  box: { current: SVGSVGElement | null };
  view: Signal<View | null>;
  size: Signal<Size>;
}

const DRAG_PX = 4;

export function useGestures({ box, view, size }: Map): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const stops = [listenWheel(element, view, size), listenPointers(element, view, size)];
    return () => stops.forEach((stop) => stop());
  }, []);
}

export function useSize(box: { current: SVGSVGElement | null }, size: Signal<Size>): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) size.value = { width, height };
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
}

function listenWheel(element: SVGSVGElement, view: Signal<View | null>, size: Signal<Size>): () => void {
  const onWheel = (event: WheelEvent): void => {
    if (!view.value) return;
    event.preventDefault();
    const rect = element.getBoundingClientRect();
    const at = { x: event.clientX - rect.x, y: event.clientY - rect.y };
    view.value = zoomed(view.value, size.value, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), at);
  };
  element.addEventListener("wheel", onWheel, { passive: false });
  return () => element.removeEventListener("wheel", onWheel);
}

function listenPointers(element: SVGSVGElement, view: Signal<View | null>, size: Signal<Size>): () => void {
  const held = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const onDown = (event: PointerEvent): void => {
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = 0;
  };
  const onMove = (event: PointerEvent): void => {
    const last = held.get(event.pointerId);
    if (!last || !view.value) return;
    const next = { x: event.clientX, y: event.clientY };
    moved += Math.hypot(next.x - last.x, next.y - last.y);
    if (moved < DRAG_PX) return;
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    view.value = other ? pinched(element, view.value, size.value, last, next, other) : panned(view.value, next.x - last.x, next.y - last.y);
    held.set(event.pointerId, next);
  };
  const onUp = (event: PointerEvent): void => {
    held.delete(event.pointerId);
  };
  // A drag that ends on a bay is not a click on it.
  const onClick = (event: MouseEvent): void => {
    if (moved >= DRAG_PX) event.stopPropagation();
  };
  element.addEventListener("pointerdown", onDown);
  element.addEventListener("pointermove", onMove);
  element.addEventListener("pointerup", onUp);
  element.addEventListener("pointercancel", onUp);
  element.addEventListener("click", onClick, true);
  return () => {
    element.removeEventListener("pointerdown", onDown);
    element.removeEventListener("pointermove", onMove);
    element.removeEventListener("pointerup", onUp);
    element.removeEventListener("pointercancel", onUp);
    element.removeEventListener("click", onClick, true);
  };
}

type Spot = { x: number; y: number };

function pinched(element: SVGSVGElement, view: View, size: Size, last: Spot, next: Spot, other: Spot): View {
  const before = Math.hypot(last.x - other.x, last.y - other.y);
  const after = Math.hypot(next.x - other.x, next.y - other.y);
  const rect = element.getBoundingClientRect();
  const centre = { x: (next.x + other.x) / 2 - rect.x, y: (next.y + other.y) / 2 - rect.y };
  return zoomed(panned(view, (next.x - last.x) / 2, (next.y - last.y) / 2), size, before > 0 ? after / before : 1, centre);
}
