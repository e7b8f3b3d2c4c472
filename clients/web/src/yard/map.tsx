import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Panel, useSite } from "../site/site";
import { Button } from "../ui/form";
import { t } from "../words/words";
import { Areas } from "./areas";
import { BayShape } from "./bay";
import { type Drawing, pathPoints } from "./drawing";
import { GatePins } from "./gate-pins";
import { useGestures, useSize } from "./gestures";
import { onArrow } from "./keys";
import { RoadShape } from "./road";
import { firstLook, fit, type Size, transform, type View, zoomed } from "./view";

export function YardMapView({ drawing }: { drawing: Drawing }) {
  const site = useSite();
  const box = useRef<SVGSVGElement>(null);
  const view = useSignal<View | null>(null);
  const size = useSignal<Size>({ width: 0, height: 0 });
  const isTouched = useRef(false);
  const looked = useRef<string | null>(null);
  useSize(box, size);
  useGestures({ box, view, size });
  const look = (): View => {
    const part = site.yard.parts.value.find(({ id }) => id === site.yard.part.value);
    return part ? fit(part.box, size.value) : firstLook(drawing, size.value);
  };
  // Until somebody has moved the map it follows the panel's size, and the yard that is chosen.
  useSignalEffect(() => {
    if (site.yard.part.value !== looked.current) isTouched.current = false;
    looked.current = site.yard.part.value;
    if (size.value.width > 0 && !isTouched.current) view.value = look();
  });
  const touch = (): void => {
    isTouched.current = true;
  };
  const zoom = (factor: number): void => {
    touch();
    if (view.value) view.value = zoomed(view.value, size.value, factor, { x: size.value.width / 2, y: size.value.height / 2 });
  };
  const whole = (): void => {
    isTouched.current = false;
    view.value = look();
  };
  return (
    <div class={site.yard.replay.value ? "map is-replay" : "map"}>
      <svg
        ref={box}
        role="group"
        aria-label={t("yard-map")}
        onWheel={touch}
        onPointerMove={(e) => void (e.buttons && touch())}
        onKeyDown={(e) => onArrow(e, box.current)}
      >
        <Patterns />
        {view.value && (
          <g transform={transform(view.value, size.value)}>
            <Ground drawing={drawing} scale={view.value.scale} />
          </g>
        )}
        {view.value && <GatePins drawing={drawing} view={view.value} size={size.value} />}
      </svg>
      <Tools zoom={zoom} whole={whole} />
    </div>
  );
}

function Tools({ zoom, whole }: { zoom(factor: number): void; whole(): void }) {
  return (
    <div class="map-tools">
      <Button icon="plus" label={t("zoom-in")} onClick={() => zoom(1.4)} />
      <Button icon="minus" label={t("zoom-out")} onClick={() => zoom(1 / 1.4)} />
      <Button icon="fit" label={t("zoom-fit")} onClick={whole} />
    </div>
  );
}

function Ground({ drawing, scale }: { drawing: Drawing; scale: number }) {
  const site = useSite();
  const state = site.yard.shown.value;
  const isLive = site.yard.replay.value === null;
  // What was cannot be acted on.
  const panel = isLive ? site.panel.value : null;
  const open = (panel: Panel): void => void (isLive && site.open(panel));
  return (
    <>
      <Areas drawing={drawing} scale={scale} />
      <g class="roads">
        {drawing.roads.map((road) => (
          <RoadShape
            key={road.id}
            road={road}
            status={state.roads[road.id] ?? "open"}
            isSelected={panel?.is === "road" && panel.id === road.id}
            onOpen={() => open({ is: "road", id: road.id })}
          />
        ))}
      </g>
      <Ways drawing={drawing} />
      <g class="bays">
        {drawing.bays.map((bay) => (
          <BayShape
            key={bay.id}
            bay={bay}
            state={state.bays[bay.id]}
            scale={scale}
            isFirst={bay === drawing.bays[0]}
            isSelected={panel?.is === "bay" && panel.id === bay.id}
            release={isLive ? site.yard.releases.value.get(bay.id) : undefined}
            onOpen={() => open({ is: "bay", id: bay.id })}
          />
        ))}
      </g>
    </>
  );
}

/** The ways of trucks that are driving to their bays; the selected one stands out. */
function Ways({ drawing }: { drawing: Drawing }) {
  const site = useSite();
  const panel = site.panel.value;
  const selected = panel?.is === "visit" ? panel.id : panel?.is === "bay" ? site.yard.shown.value.bays[panel.id]?.visit : null;
  return (
    <g class="ways">
      {site.yard.ways.value.map((way) => {
        const points = [...pathPoints(way.path, drawing.nodes), way.bay.at];
        return (
          points.length > 1 && (
            <polyline
              key={way.visit}
              class={way.visit === selected ? "way is-selected" : "way"}
              points={points.map((p) => `${p.x},${p.y}`).join(" ")}
            />
          )
        );
      })}
    </g>
  );
}

function Patterns() {
  return (
    <defs>
      <pattern id="hatch-given" width="2.4" height="2.4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2.4" height="2.4" class="given-ground" />
        <rect width="1" height="2.4" class="given-line" />
      </pattern>
      <pattern id="hatch-closed" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="3" height="3" class="closed-ground" />
        <rect width="0.7" height="3" class="closed-line" />
      </pattern>
    </defs>
  );
}
