import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Site, Visit } from "../api/types";
import { Qr } from "../booking/qr";
import { Button } from "../ui/form";
import { bandText, clock, day } from "../ui/time";
import { t } from "../words/words";

const SHOWN_S = 30;

/** Checked in: the place, and a slip to take along. Its code names the visit and opens nothing. */
export function Arrived({ site, visit, onDone }: { site: Site; visit: Visit; onDone(): void }) {
  const left = useSignal(SHOWN_S);
  useEffect(() => {
    const timer = setInterval(() => {
      left.value--;
      if (left.value <= 0) onDone();
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  const place = visit.place?.position;
  return (
    <>
      <article class="kiosk-slip">
        <h1>{t("kiosk-arrived")}</h1>
        <p class="plate">{visit.vehicle.plate}</p>
        <p class="kiosk-place">{place === undefined ? "–" : t("kiosk-place", { place })}</p>
        {visit.band && <p class="kiosk-band">{t("kiosk-band", { band: bandText(visit.band, site.zone) })}</p>}
        <div class="kiosk-qr">
          <Qr text={visit.id} label={t("kiosk-code-of-slip")} />
        </div>
        <small>
          {site.name} · {visit.lane} · {day(visit.arrived_at, site.zone)}, {clock(visit.arrived_at, site.zone)}
        </small>
      </article>
      <div class="kiosk-end">
        <Button icon="print" onClick={() => window.print()}>
          {t("kiosk-print")}
        </Button>
        <Button look="primary" icon="check" onClick={onDone}>
          {t("kiosk-done", { seconds: left.value })}
        </Button>
      </div>
    </>
  );
}
