import type { YardState } from "../api/types";
import { useSite } from "../site/site";
import { has, t } from "../words/words";
import type { DrawnBay } from "./drawing";

interface Props {
  bay: DrawnBay;
  state: YardState["bays"][string] | undefined;
  scale: number;
  isSelected: boolean;
  isFirst: boolean;
  onOpen(): void;
}

/** General bays carry no letter: the letter marks what is special. */
const LETTERS: Record<string, string> = { reefer: "R", long: "L", inspection: "I", hazmat: "H" };
const READABLE_PX = 22;
const PLATE_PX = 64;

export function BayShape({ bay, state, scale, isSelected, isFirst, onOpen }: Props) {
  const site = useSite();
  const status = state?.status ?? "free";
  const plate = state?.visit ? site.visits.get(state.visit)?.plate : undefined;
  const kind = has(`kind-${bay.kind}`) ? t(`kind-${bay.kind}`) : bay.kind;
  const face = [LETTERS[bay.kind], bay.id, plate].filter(Boolean).join(" ");
  const label = `${face}, ${kind}, ${t(`bay-${status}`)}`;
  return (
    <g
      class={`bay is-${status}${isSelected ? " is-selected" : ""}`}
      role="button"
      tabindex={isFirst ? 0 : -1}
      aria-label={label}
      data-x={bay.at.x}
      data-y={bay.at.y}
      transform={`translate(${bay.at.x} ${bay.at.y})`}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          onOpen();
        }
      }}
    >
      <title>{label}</title>
      <rect
        x={-bay.width / 2}
        y={-bay.depth / 2}
        width={bay.width}
        height={bay.depth}
        rx={Math.min(1.2, bay.width / 6)}
        transform={`rotate(${bay.turn})`}
      />
      <Face bay={bay} scale={scale} plate={plate} />
    </g>
  );
}

function Face({ bay, scale, plate }: { bay: DrawnBay; scale: number; plate: string | undefined }) {
  const wide = Math.abs(Math.sin((bay.turn * Math.PI) / 180)) > 0.7 ? bay.depth : bay.width;
  if (wide * scale < READABLE_PX) return null;
  const isRoomy = wide * scale > PLATE_PX && plate !== undefined;
  const type = Math.min(wide / (bay.id.length * 0.66), 4.2);
  const letter = LETTERS[bay.kind];
  const shift = (letter ? type * 0.45 : 0) - (isRoomy ? type * 0.5 : 0);
  return (
    <text font-size={type}>
      {letter && (
        <>
          <tspan class="bay-kind" x="0" y={shift - type * 1.02}>
            {letter}
          </tspan>{" "}
        </>
      )}
      <tspan x="0" y={shift + type * 0.08}>
        {bay.id}
      </tspan>
      {isRoomy && (
        <>
          {" "}
          <tspan class="bay-plate" x="0" y={shift + type * 1.02} font-size={Math.min(type * 0.72, wide / (plate.length * 0.68))}>
            {plate}
          </tspan>
        </>
      )}
    </text>
  );
}
