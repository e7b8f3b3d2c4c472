import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Guidance, YardMap } from "../api/types";
import { language, t } from "../words/words";
import { draw, type Drawing, middle, type Point } from "../yard/drawing";
import { Dispute } from "./dispute";
import type { DriverView } from "./view";

export function GuidancePart({ view }: { view: DriverView }) {
  const fetched = useSignal<Guidance | null>(null);
  const drawing = useSignal<Drawing | null>(null);
  const visit = view.visit!;
  const told = view.state.value?.guidance ?? null;
  const guidance = fetched.value ?? told;
  // The feed words its steps in the language of the reservation; asked for, they come in the page's.
  useEffect(
    () =>
      void view.guidance().then((found) => {
        fetched.value = found;
      }),
    [told, language.value],
  );
  useEffect(() => {
    view.client.get<YardMap>(`/v1/sites/${visit.site}/yard`).then(
      (yard) => {
        drawing.value = draw(yard);
      },
      () => undefined,
    );
  }, [visit.site]);
  if (!guidance) return null;
  return (
    <>
      {drawing.value && <WayMap drawing={drawing.value} guidance={guidance} />}
      <section class="tile">
        <h2>{t("way")}</h2>
        <ol class="way-steps">
          {guidance.steps.map((step, i) => (
            <li key={i}>
              <span>{step.text}</span>
              {step.distance_m > 0 && <b>{Math.round(step.distance_m)} m</b>}
            </li>
          ))}
        </ol>
      </section>
      <Dispute key={guidance.bay} view={view} guidance={guidance} />
    </>
  );
}

function WayMap({ drawing, guidance }: { drawing: Drawing; guidance: Guidance }) {
  const bay = drawing.bays.find((other) => other.id === guidance.bay);
  const way = [...guidance.line.coordinates.map((at) => drawing.project(at)), ...(bay ? [bay.at] : [])];
  const { x, y, width, height } = drawing.core;
  const points = (list: readonly Point[]): string => list.map((p) => `${p.x},${p.y}`).join(" ");
  return (
    <svg
      class="way-map"
      viewBox={`${x} ${y} ${width} ${height}`}
      role="img"
      aria-label={guidance.bay ? t("way-map", { bay: guidance.bay }) : t("way")}
    >
      {drawing.roads.map((road) => (
        <polyline key={road.id} class="road" points={points(road.points)} />
      ))}
      {drawing.bays.map((other) => (
        <rect
          key={other.id}
          class={other === bay ? "bay is-yours" : "bay"}
          x={-other.width / 2}
          y={-other.depth / 2}
          width={other.width}
          height={other.depth}
          rx="1.5"
          transform={`translate(${other.at.x} ${other.at.y}) rotate(${other.turn})`}
        />
      ))}
      <polyline class="way" points={points(way)} />
      {heads(way).map(({ at, heading }, i) => (
        <path key={i} class="head" d="M-2.5-3.5L3 0L-2.5 3.5z" transform={`translate(${at.x} ${at.y}) rotate(${heading})`} />
      ))}
      {bay && (
        <text x={bay.at.x} y={bay.at.y}>
          {bay.id}
        </text>
      )}
    </svg>
  );
}

/** An arrow on every longer stretch of the way. */
function heads(way: readonly Point[]): { at: Point; heading: number }[] {
  return way.slice(1).flatMap((b, i) => {
    const a = way[i]!;
    return Math.hypot(b.x - a.x, b.y - a.y) > 24 ? [middle([a, b])] : [];
  });
}
