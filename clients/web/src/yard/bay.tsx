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
  const until =
    status === "occupied" && release ? (release.overdue ? "?" : clock(notBefore(site.now.value, release.likely), site.zone)) : null;
  const written = room(bay, scale, plate, until);
  const off = state?.unpowered_at;
  const dark = off && t("power-off-since", { at: clock(Date.parse(off), site.zone) });
  const said = [kind, t(`bay-${status}`), dark, until && `${t("bay-free-expected")} ${until}`, !written.plate && plate];
  // What is written in the bay comes first, as it is written: who says what it sees finds the bay.
  const face = [LETTERS[bay.kind], bay.id, written.plate, written.until];
  const label = [face.filter(Boolean).join(" "), ...said.filter(Boolean)].join(", ");
  return (
    <g
      class={`bay is-${status}${isSelected ? " is-selected" : ""}${off ? " is-dark" : ""}`}
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

/** How wide a bay's face is, and what there is room for beside its id. */
function room(bay: DrawnBay, scale: number, plate: string | undefined, until: string | null) {
  const wide = Math.abs(Math.sin((bay.turn * Math.PI) / 180)) > 0.7 ? bay.depth : bay.width;
  return { wide, plate: wide * scale > PLATE_PX ? plate : undefined, until: wide * scale > TIMED_PX ? until : null };
}

function Face({ bay, scale, ...wanted }: FaceProps) {
  const { wide, plate, until } = room(bay, scale, wanted.plate, wanted.until);
  if (wide * scale < READABLE_PX) return null;
  const type = Math.min(wide / (bay.id.length * 0.66), 4.2);
  const letter = LETTERS[bay.kind];
  const shift = (letter ? type * 0.45 : 0) - (plate ? type * 0.5 : 0) - (until ? type * 0.45 : 0);
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
      {plate && (
        <>
          {" "}
          <tspan class="bay-plate" x="0" y={shift + type * 1.02} font-size={Math.min(type * 0.72, wide / (plate.length * 0.68))}>
            {plate}
          </tspan>
        </>
      )}
      {until && (
        <>
          {" "}
          <tspan class="bay-until" x="0" y={shift + type * (plate ? 1.95 : 1.08)} font-size={Math.min(type * 0.76, wide / 3.4)}>
            {until}
          </tspan>
        </>
      )}
    </text>
  );
}
