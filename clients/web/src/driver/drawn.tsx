import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Instant, Reservation } from "../api/types";
import { wantedText } from "../booking/said";
import { day, when } from "../ui/time";
import { t } from "../words/words";
import type { DriverView } from "./view";

interface Draw {
  status: "committed" | "open" | "closed" | "fixed" | "held";
  closes_at: Instant;
}

/** Who entered a draw waits for its day, then for its result; who was not drawn waits on. */
export function Entered({ view, found, zone }: { view: DriverView; found: Reservation; zone: string }) {
  const draw = useSignal<Draw | null>(null);
  const path = `/v1/sites/${found.site}/draws/${encodeURIComponent(found.draw!)}`;
  const isOver = view.now.value !== null && draw.value !== null && view.now.value >= Date.parse(draw.value.closes_at);
  useEffect(
    () =>
      void view.client.get<Draw>(path).then(
        (answer) => {
          draw.value = answer;
        },
        () => undefined,
      ),
    // Each version of the reservation may be the draw's doing.
    [path, found.version, isOver],
  );
  const isHeld = draw.value?.status === "held";
  return (
    <section class="tile place" aria-live="polite">
      <p>{t(isHeld ? "draw-lost" : "draw-in")}</p>
      {found.wants && <p class={found.wants.slot ? "band-time" : "big"}>{wantedText(found.wants, zone)}</p>}
      {found.wants && <p>{day(found.wants.from, zone)}</p>}
      {draw.value && <p class="quiet">{leadText(draw.value, isHeld, isOver)}</p>}
      <p class="reference">{found.reference}</p>
      <a class="quiet" href={path} target="_blank" rel="noopener">
        {t("draw-check")}
      </a>
    </section>
  );
}

function leadText(draw: Draw, isHeld: boolean, isOver: boolean): string {
  if (isHeld) return t("draw-lost-lead");
  return isOver ? t("draw-soon") : t("draw-in-lead", { closes: when(draw.closes_at) });
}
