import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Band, Reservation, Site } from "../api/types";
import { clock } from "../ui/time";
import { t } from "../words/words";
import type { DriverView } from "./view";

/** What a slot means: when who checks in at its start would be let in. */
export function Through({ site, startsAt, band }: { site: Site; startsAt: string; band: Band }) {
  const said = { time: clock(startsAt, site.zone), from: clock(band.p05, site.zone), to: clock(band.p95, site.zone) };
  return (
    <p class="through" role="status">
      {t("slot-band", said)}
    </p>
  );
}

/** The same of a place that one has, asked when the place changes: no feed tells it, for it changes with every truck. */
export function Expected({ view, found }: { view: DriverView; found: Reservation }) {
  const read = useSignal<Reservation | null>(null);
  useEffect(() => {
    let isShown = true;
    view.client.get<Reservation>(`/v1/reservations/${found.id}`).then(
      (answer) => void (isShown && (read.value = answer)),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [found.id, found.slot?.id]);
  const { slot, band } = read.value ?? {};
  if (!view.site.value || !band || !slot || slot.id !== found.slot?.id) return null;
  return <Through site={view.site.value} startsAt={slot.starts_at} band={band} />;
}
