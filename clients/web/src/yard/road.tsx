import type { RoadStatus } from "../api/types";
import { t } from "../words/words";
import { type DrawnRoad, middle } from "./drawing";

interface Props {
  road: DrawnRoad;
  status: RoadStatus;
  isSelected: boolean;
  onOpen(): void;
}

export function RoadShape({ road, status, isSelected, onOpen }: Props) {
  const points = road.points.map((p) => `${p.x},${p.y}`).join(" ");
  const { at, heading } = middle(road.points);
  const label = `${t("road")} ${road.id}, ${t(`road-${status}`)}`;
  return (
    <g
      class={`road is-${status}${isSelected ? " is-selected" : ""}`}
      role="button"
      tabindex={-1}
      aria-label={label}
      data-x={at.x}
      data-y={at.y}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          onOpen();
        }
      }}
    >
      <title>{label}</title>
      <polyline class="road-reach" points={points} />
      <polyline class="road-bed" points={points} />
      <g transform={`translate(${at.x} ${at.y}) rotate(${heading})`}>
        {status === "blocked" ? (
          <path class="road-cross" d="M-1.7-1.7l3.4 3.4M1.7-1.7l-3.4 3.4" />
        ) : (
          road.isOneWay && <path class="road-way" d="M-0.8-1.3L0.6 0L-0.8 1.3" />
        )}
      </g>
    </g>
  );
}
