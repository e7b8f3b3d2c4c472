/** Bays, roads, nodes and gates of a yard that is being redrawn. */
import { has, t } from "../words/words";
import { type DrawnBay, type DrawnRoad, middle, type Point } from "../yard/drawing";
import { Areas, Corners } from "./area-shapes";
import { roleOf } from "./document";
import { type Attributes, type Spot, thing } from "./grip";
import type { PlanStore } from "./store";

interface ShapesProps {
  store: PlanStore;
  scale: number;
  spot: Spot;
}

const READABLE_PX = 20;
const NODE_PX = 5;
const GATE_PX = 6;
/** From afar a node is no larger than its road is wide, for it must not hide the bays. */
const WIDEST_M = 2;

export function Shapes({ store, scale, spot }: ShapesProps) {
  const drawing = store.drawing.value;
  const selected = store.selected.value;
  const at = (id: string): Attributes => thing(store, id, spot);
  const faulty = new Set(store.faults.value.map((fault) => fault.at));
  const centre = drawing.whole.x + drawing.whole.width / 2;
  const nodes = [...drawing.nodes].filter(([id]) => roleOf(store.plan.value, id) === "node");
  const name = (id: string): string => (id === selected ? " is-selected" : "") + (faulty.has(id) ? " is-faulty" : "");
  return (
    <>
      <Areas store={store} scale={scale} spot={spot} />
      <g class="roads">
        {drawing.roads.map((road) => (
          <Road key={road.id} road={road} name={name(road.id)} at={at(road.id)} />
        ))}
      </g>
      <Ties store={store} />
      <g class="bays">
        {drawing.bays.map((bay, i) => (
          <Bay key={bay.id} bay={bay} scale={scale} name={name(bay.id)} at={{ ...at(bay.id), tabindex: i === 0 ? 0 : -1 }} />
        ))}
      </g>
      <g class="plan-places">
        {nodes.map(([id, p]) => (
          <Place key={id} id={id} p={p} name={name(id) + (id === store.roadFrom.value ? " is-from" : "")} at={at(id)} scale={scale} />
        ))}
        {drawing.gates.map((gate) => (
          <Place
            key={gate.id}
            id={gate.id}
            p={gate.at}
            name={`${name(gate.id)} is-gate`}
            at={at(gate.id)}
            scale={scale}
            isRight={gate.at.x > centre}
          />
        ))}
      </g>
      <Corners store={store} scale={scale} spot={spot} />
    </>
  );
}

function Road({ road, name, at }: { road: DrawnRoad; name: string; at: Attributes }) {
  const points = path(road.points);
  const { at: centre, heading } = middle(road.points);
  return (
    <g {...at} class={`road is-open${name}`} aria-label={`${t("road")} ${road.id}`} data-x={centre.x} data-y={centre.y}>
      <title>{road.id}</title>
      <polyline class="road-reach" points={points} />
      <polyline class="road-bed" points={points} />
      {road.isOneWay && (
        <g transform={`translate(${centre.x} ${centre.y}) rotate(${heading})`}>
          <path class="road-way" d="M-0.8-1.3L0.6 0L-0.8 1.3" />
        </g>
      )}
    </g>
  );
}

function Bay({ bay, scale, name, at }: { bay: DrawnBay; scale: number; name: string; at: Attributes }) {
  const type = Math.min(bay.width / (bay.id.length * 0.66), 4.2);
  const kind = has(`kind-${bay.kind}`) ? t(`kind-${bay.kind}`) : bay.kind;
  return (
    <g
      {...at}
      class={`bay is-free${name}`}
      aria-label={`${bay.id}, ${kind}`}
      data-x={bay.at.x}
      data-y={bay.at.y}
      transform={`translate(${bay.at.x} ${bay.at.y})`}
    >
      <title>{bay.id}</title>
      <rect
        x={-bay.width / 2}
        y={-bay.depth / 2}
        width={bay.width}
        height={bay.depth}
        rx={Math.min(1.2, bay.width / 6)}
        transform={`rotate(${bay.turn})`}
      />
      {bay.width * scale > READABLE_PX && <text font-size={type}>{bay.id}</text>}
    </g>
  );
}

interface PlaceProps {
  id: string;
  p: Point;
  name: string;
  at: Attributes;
  scale: number;
  /** Its name stands to the left of it, so that it is not cut off. */
  isRight?: boolean;
}

/** A node or gate, as large on the screen whatever the scale; a finger finds more of it than the eye. */
function Place({ id, p, name, at, scale, isRight = false }: PlaceProps) {
  const isGate = name.includes("is-gate");
  const r = isGate ? GATE_PX / scale : Math.min(NODE_PX / scale, WIDEST_M);
  const reach = Math.min(14 / scale, 3);
  return (
    <g
      {...at}
      class={`place${name}`}
      aria-label={`${t(isGate ? "gate" : "plan-node")} ${id}`}
      data-x={p.x}
      data-y={p.y}
      transform={`translate(${p.x} ${p.y})`}
    >
      <title>{id}</title>
      <circle class="place-reach" r={Math.max(reach, r)} />
      {isGate ? <rect x={-r} y={-r} width={2 * r} height={2 * r} rx={r / 3} /> : <circle class="place-dot" r={r} />}
      {isGate && (
        <text x={isRight ? -r * 2 : r * 2} text-anchor={isRight ? "end" : "start"} font-size={12 / scale}>
          {id}
        </text>
      )}
    </g>
  );
}

/** How the chosen bay hangs together with others: its node, who stands in front of it, which neighbours stay empty. */
function Ties({ store }: { store: PlanStore }) {
  const id = store.selected.value ?? "";
  const feature = store.plan.value.features.get(id);
  const { nodes } = store.drawing.value;
  const from = nodes.get(id);
  if (feature?.properties.role !== "bay" || !from) return null;
  const { node, blocked_by = [], neighbours = [], pairs_with = [] } = feature.properties;
  const tie = (to: string, kind: string) => {
    const end = nodes.get(to);
    return end && <line key={`${kind} ${to}`} class={`tie is-${kind}`} x1={from.x} y1={from.y} x2={end.x} y2={end.y} />;
  };
  return (
    <g class="ties">
      {node !== undefined && tie(node, "node")}
      {neighbours.map((other) => tie(other, "neighbour"))}
      {pairs_with.map((other) => tie(other, "pair"))}
      {blocked_by.map((other) => tie(other, "front"))}
    </g>
  );
}

function path(points: readonly Point[]): string {
  return points.map((p) => `${p.x},${p.y}`).join(" ");
}
