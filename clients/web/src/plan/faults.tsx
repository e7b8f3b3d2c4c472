/** What is wrong with a yard, in words and at its place. */
import { useSite } from "../site/site";
import { Icon } from "../ui/icons";
import { has, t } from "../words/words";
import { middle, type Point } from "../yard/drawing";
import { type Size, toScreen, type View } from "../yard/view";
import type { PlanFault, PlanStore } from "./store";

const MARK_PX = 9;

/** The fault in the reader's language; of one that only a file can have, as the service says it. */
export function faultText({ code, text }: PlanFault): string {
  const id = `fault-${code.replace(/[._]/g, "-")}`;
  if (has(id)) return t(id);
  return code.endsWith(".wrong") ? `${t("fault-value")} ${text}` : text;
}

function placeOfFault(store: PlanStore, id: string): Point | null {
  const { bays, nodes, roads, areas } = store.drawing.value;
  const road = roads.find((each) => each.id === id);
  const bay = bays.find((each) => each.id === id);
  // At its corner, so that its name can be read.
  if (bay) return { x: bay.at.x + bay.width / 2, y: bay.at.y - bay.depth / 2 };
  return nodes.get(id) ?? (road ? middle(road.points).at : (areas.find((each) => each.id === id)?.points[0] ?? null));
}

/** A mark at every place that is at fault, as large whatever the scale. */
export function FaultMarks({ store, view, size }: { store: PlanStore; view: View; size: Size }) {
  const places = new Map(store.faults.value.flatMap(({ at }) => [[at, placeOfFault(store, at)] as const]));
  return (
    <g class="fault-marks">
      {[...places].map(([id, at]) => {
        if (!at) return null;
        const { x, y } = toScreen(view, size, at);
        return (
          <g key={id} transform={`translate(${x} ${y - MARK_PX})`}>
            <path d="M0 18L-6 8A9 9 0 1 1 6 8z" />
            <text y="1">!</text>
          </g>
        );
      })}
    </g>
  );
}

export function Faults({ store }: { store: PlanStore }) {
  const { site } = useSite();
  const faults = store.faults.value;
  return (
    <section class="plan-faults" aria-label={t("plan-faults")}>
      <p role="status" class={faults.length > 0 ? "is-faulty" : ""}>
        <Icon name={faults.length > 0 ? "alert" : "check"} />
        {!store.isChecked.value ? t("plan-checking") : faults.length > 0 ? t("plan-faulty", { count: faults.length }) : t("plan-sound")}
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.at} ${fault.code} ${fault.text}`}>
            <button type="button" onClick={() => void (store.selected.value = store.plan.value.features.has(fault.at) ? fault.at : null)}>
              <b>{fault.at === "yard" ? site.name : fault.at}</b> {faultText(fault)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
