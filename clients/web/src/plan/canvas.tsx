/** The yard as it is drawn: things are chosen, moved and added on it by mouse, finger or keys. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "../ui/form";
import { t } from "../words/words";
import type { Drawing, Point } from "../yard/drawing";
import { useGestures, useSize } from "../yard/gestures";
import { onArrow } from "../yard/keys";
import { fit, fromScreen, type Size, transform, type View, zoomed } from "../yard/view";
import { choose, holdOn, nudged, place } from "./acts";
import { FaultMarks } from "./faults";
import { Shapes } from "./shapes";
import type { PlanStore } from "./store";

const NUDGE_M = 0.5;
const LONG_NUDGE_M = 5;
const RIM_PX = 12;
const NUDGES: Record<string, Point> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

export function Canvas({ store }: { store: PlanStore }) {
  const box = useRef<SVGSVGElement>(null);
  const view = useSignal<View | null>(null);
  const size = useSignal<Size>({ width: 0, height: 0 });
  useSize(box, size);
  useGestures({ box, view, size });
  useSignalEffect(() => {
    const drawing = store.drawing.peek();
    if (size.value.width > 0 && view.peek() === null && store.isRead.value) view.value = look(drawing, size.value);
  });
  const drawing = store.drawing.value;
  const spot = (event: { clientX: number; clientY: number }): Point => {
    const rect = box.current!.getBoundingClientRect();
    return fromScreen(view.value!, size.value, { x: event.clientX - rect.left, y: event.clientY - rect.top });
  };
  const zoom = (factor: number) => (): void => {
    if (view.value) view.value = zoomed(view.value, size.value, factor, { x: size.value.width / 2, y: size.value.height / 2 });
  };
  return (
    <div class={`map plan-map is-${store.tool.value}`}>
      <svg
        ref={box}
        role="group"
        aria-label={t("yard-map")}
        onClick={(event) => view.value && place(store, spot(event))}
        onKeyDown={(event) => onKey(event, store, box.current)}
      >
        {view.value && (
          <g transform={transform(view.value, size.value)}>
            <Shapes store={store} scale={view.value.scale} spot={spot} />
          </g>
        )}
        {view.value && <FaultMarks store={store} view={view.value} size={size.value} />}
      </svg>
      <Hint store={store} middle={() => view.value && place(store, { x: view.value.cx, y: view.value.cy })} />
      <div class="map-tools">
        <Button icon="plus" label={t("zoom-in")} onClick={zoom(1.4)} />
        <Button icon="minus" label={t("zoom-out")} onClick={zoom(1 / 1.4)} />
        <Button icon="fit" label={t("zoom-fit")} onClick={() => void (view.value = look(drawing, size.value))} />
      </div>
    </div>
  );
}

/** All of the yard, with room for a gate at its rim. */
function look(drawing: Drawing, { width, height }: Size): View {
  return fit(drawing.whole, { width: width - 2 * RIM_PX, height: height - 2 * RIM_PX });
}

/** What the chosen tool waits for; whoever has no pointer puts things into the middle. */
function Hint({ store, middle }: { store: PlanStore; middle(): void }) {
  const tool = store.tool.value;
  if (tool === "move") return null;
  const text = tool === "road" ? (store.roadFrom.value === null ? "plan-road-from" : "plan-road-to") : `plan-place-${tool}`;
  return (
    <div class="plan-hint" role="status">
      <span>{t(text, { from: store.roadFrom.value ?? "" })}</span>
      <Button onClick={middle}>{t("plan-middle")}</Button>
      <Button look="plain" icon="close" label={t("plan-tool-end")} onClick={() => store.use("move")} />
    </div>
  );
}

function onKey(event: KeyboardEvent, store: PlanStore, map: SVGSVGElement | null): void {
  const { id, corner } = (event.target as Element).closest<SVGGElement>("[data-id]")?.dataset ?? {};
  const nudge = NUDGES[event.key];
  const chosen = store.selected.value;
  const hold = nudge && chosen !== null && chosen === id ? holdOn(chosen, corner === undefined ? null : Number(corner)) : null;
  if (nudge && hold?.at(store.plan.value)) {
    event.preventDefault();
    const by = event.shiftKey ? LONG_NUDGE_M : NUDGE_M;
    nudged(store, hold, { x: nudge.x * by, y: nudge.y * by });
  } else if (nudge) onArrow(event, map);
  else if ((event.key === "Enter" || event.key === " ") && id !== undefined) {
    event.preventDefault();
    choose(store, id);
  } else if (event.key === "Escape") {
    if (store.tool.value !== "move") store.use("move");
    else store.selected.value = null;
  }
}
