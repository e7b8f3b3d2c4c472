import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Band, Instant, Page, Reservation, Site } from "../api/types";
import { clock } from "../ui/time";
import { t } from "../words/words";
import type { DriverView } from "./view";

interface Range {
  from: Instant;
  to: Instant;
}

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
  const band = useSignal<Band | null>(null);
  const { slot, lane } = found;
  const site = view.site.value;
  useEffect(() => {
    band.value = null;
    if (!slot || !site) return;
    let isShown = true;
    bandsOf(view, site, lane, { from: slot.starts_at, to: slot.ends_at }).then(
      (bands) => void (isShown && (band.value = bands.get(slot.id) ?? null)),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [slot?.id, site?.code]);
  return band.value && slot && site ? <Through site={site} startsAt={slot.starts_at} band={band.value} /> : null;
}

/** What the slots of a lane that start in a range mean, by slot. */
export async function bandsOf(view: DriverView, site: Site, lane: string, range: Range): Promise<ReadonlyMap<string, Band>> {
  const path = `/v1/sites/${site.code}/slot-bands`;
  const found = await view.client.get<Page<{ slot: string; band: Band | null }>>(path, { lane, ...range });
  return new Map(found.items.flatMap(({ slot, band }) => (band ? [[slot, band] as const] : [])));
}
