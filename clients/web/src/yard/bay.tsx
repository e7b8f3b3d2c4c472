import type { YardState } from "../api/types";
import { useSite } from "../site/site";
import { clock } from "../ui/time";
import { has, t } from "../words/words";
import type { Release } from "./store";
import type { DrawnBay } from "./drawing";

interface Props {
  bay: DrawnBay;
  state: YardState["bays"][string] | undefined;
  scale: number;
  isSelected: boolean;
  isFirst: boolean;
  release?: Release | undefined;
  onOpen(): void;
}

/** General bays carry no letter: the letter marks what is special. */
const LETTERS: Record<string, string> = { reefer: "R", long: "L", inspection: "I", hazmat: "H" };
const READABLE_PX = 22;
const PLATE_PX = 64;
const TIMED_PX = 30;

export function BayShape({ bay, state, scale, isSelected, isFirst, release, onOpen }: Props) {
  const site = useSite();
  const status = state?.status ?? "free";
  const plate = state?.visit ? site.visits.get(state.visit)?.plate : undefined;
  const kind = has(`kind-${bay.kind}`) ? t(`kind-${bay.kind}`) : bay.kind;
  const face = [LETTERS[bay.kind], bay.id, plate].filter(Boolean).join(" ");
  const until =
    status === "occupied" && release ? (release.overdue ? "?" : clock(notBefore(site.now.value, release.likely), site.zone)) : null;
  const label = `${face}, ${kind}, ${t(`bay-${status}`)}${until ? `, ${t("bay-free-expected")} ${until}` : ""}`;
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
      <Face bay={bay} scale={scale} plate={plate} until={until} />
    </g>
  );
}

/** A forecast grows old until the next one is read: what was likely and is past is any moment. */
export function notBefore(now: number | null, instant: string): number {
  return Math.max(now ?? 0, Date.parse(instant));
}

interface FaceProps {
  bay: DrawnBay;
  scale: number;
  plate: string | undefined;
  /** When it is expected to be empty. */
  until: string | null;
}

function Face({ bay, scale, plate, until }: FaceProps) {
  const wide = Math.abs(Math.sin((bay.turn * Math.PI) / 180)) > 0.7 ? bay.depth : bay.width;
  if (wide * scale < READABLE_PX) return null;
  const isRoomy = wide * scale > PLATE_PX && plate !== undefined;
  const type = Math.min(wide / (bay.id.length * 0.66), 4.2);
  const letter = LETTERS[bay.kind];
  const isTimed = until !== null && wide * scale > TIMED_PX;
  const shift = (letter ? type * 0.45 : 0) - (isRoomy ? type * 0.5 : 0) - (isTimed ? type * 0.45 : 0);
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
      {isTimed && (
        <>
          {" "}
          <tspan class="bay-until" x="0" y={shift + type * (isRoomy ? 1.95 : 1.08)} font-size={Math.min(type * 0.76, wide / 3.4)}>
            {until}
          </tspan>
        </>
      )}
    </text>
  );
}
