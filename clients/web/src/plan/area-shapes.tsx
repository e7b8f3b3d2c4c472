/** Areas of a yard that is being redrawn: chosen on their ground or rim, and pulled by their corners. */
import { t } from "../words/words";
import { AreaShape } from "../yard/areas";
import { holdOn } from "./acts";
import { cornersOf } from "./areas";
import { grip, type Spot, thing } from "./grip";
import type { PlanStore } from "./store";

interface AreasProps {
  store: PlanStore;
  scale: number;
  spot: Spot;
}

const CORNER_PX = 6;
const REACH_PX = 14;

export function Areas({ store, scale, spot }: AreasProps) {
  const faulty = new Set(store.faults.value.map((fault) => fault.at));
  const { areas } = store.drawing.value;
  return (
    <g class="areas plan-areas">
      {areas.map(({ id, name, points }) => {
        const at = thing(store, id, spot);
        const state = (id === store.selected.value ? " is-selected" : "") + (faulty.has(id) ? " is-faulty" : "");
        return (
          <g
            key={id}
            {...at}
            class={`area${state}`}
            aria-label={`${t("plan-area")} ${name ?? id}`}
            // With a tool in the hand a click on an area is one on its ground.
            onClick={(event) => store.tool.value === "move" && at.onClick?.(event)}
            data-x={points[0]?.x}
            data-y={points[0]?.y}
          >
            <AreaShape name={name ?? id} points={points} scale={scale} />
          </g>
        );
      })}
    </g>
  );
}

/** The corners of the chosen area, as large on the screen whatever the scale. */
export function Corners({ store, scale, spot }: AreasProps) {
  const id = store.selected.value ?? "";
  const { project } = store.drawing.value;
  return (
    <g class="plan-corners">
      {cornersOf(store.plan.value.features.get(id)).map((lonLat, i) => {
        const at = project(lonLat);
        return (
          <g
            key={i}
            class="corner"
            role="button"
            tabindex={0}
            aria-label={t("plan-corner", { number: i + 1 })}
            data-id={id}
            data-corner={i}
            transform={`translate(${at.x} ${at.y})`}
            onPointerDown={(event) => grip(store, holdOn(id, i), spot, event)}
            onClick={(event) => event.stopPropagation()}
          >
            <circle class="place-reach" r={REACH_PX / scale} />
            <circle class="corner-dot" r={CORNER_PX / scale} />
          </g>
        );
      })}
    </g>
  );
}
