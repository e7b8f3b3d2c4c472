import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Reservation, Visit } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { ahead, bandOf } from "../live/bands";
import { Told } from "../messages/told";
import { ClassChip } from "../queue/row";
import { laneClass, type SiteView, useSite } from "../site/site";
import { Fact, Facts } from "../ui/facts";
import { Refused } from "../ui/form";
import { bandText, clock } from "../ui/time";
import { t } from "../words/words";
import { VisitActs } from "./acts";
import { Steps } from "./steps";
import { Timeline } from "./timeline";
import { useVisit } from "./watch";
import { Why } from "./why";

export function VisitPanel({ id }: { id: string }) {
  const site = useSite();
  const watched = useVisit(site, id);
  const visit = watched.visit.value;
  if (!visit) {
    return (
      <>
        <DrawerHead title={site.visits.plate(id) ?? t("visit")} />
        <div class="drawer-body">
          {watched.fault.value ? (
            <Refused fault={watched.fault.value} />
          ) : (
            <div class="skeleton">
              <i />
              <i />
              <i />
            </div>
          )}
        </div>
      </>
    );
  }
  return (
    <>
      <DrawerHead title={<span class="plate">{visit.vehicle.plate}</span>} under={<Under visit={visit} />} />
      <div class="drawer-body">
        <Standing visit={visit} />
        {site.company === null && <VisitActs visit={visit} done={() => void watched.reread()} />}
        <VisitFacts visit={visit} />
        <Why visit={visit} />
        {watched.guidance.value && <Steps guidance={watched.guidance.value} />}
        {site.company === null && visit.reservation && (
          <Told reservation={visit.reservation} after={visit.status + (visit.call?.id ?? "")} />
        )}
        <Timeline visit={visit} />
      </div>
    </>
  );
}

function Under({ visit }: { visit: Visit }) {
  const site = useSite();
  return (
    <>
      <span class={`status is-${visit.status}`}>{t(`status-${visit.status.replace("_", "-")}`)}</span>{" "}
      <ClassChip name={visit.class ?? laneClass(site.site, visit.lane)} /> <span class="lane-code">{visit.lane}</span>
    </>
  );
}

/** Place and band, live: taken from the list on the screen, so that the two never disagree. */
function Standing({ visit }: { visit: Visit }) {
  const site = useSite();
  if (visit.status !== "waiting" && visit.status !== "called") {
    return visit.bay ? (
      <div class="standing">
        <div>
          <b>{visit.bay}</b>
          <span>{t("bay")}</span>
        </div>
      </div>
    ) : null;
  }
  const { rank, of, band } = standingOf(site, visit);
  return (
    <div class="standing">
      {visit.status === "called" ? (
        <div>
          <b>{visit.call?.gate ?? visit.line ?? "–"}</b>
          <span>{t(visit.call?.at_gate_at ? "waits-at-gate" : "called-to-gate")}</span>
        </div>
      ) : (
        <div>
          <b>{rank ?? "–"}</b>
          <span>{t("place-of", { of: of ?? 0 })}</span>
        </div>
      )}
      <div>
        <b>{band ? bandText(band, site.zone) : "–"}</b>
        <span>{band ? t("likely-at", { time: clock(band.p50, site.zone) }) : t("no-band")}</span>
      </div>
    </div>
  );
}

function standingOf(site: SiteView, visit: Visit) {
  const line = visit.line ?? "";
  const order = site.queue.order.value.lines.get(line) ?? [];
  const index = order.findIndex((entry) => entry.item?.visit === visit.id);
  const rank = index >= 0 ? index + 1 : (visit.place?.position ?? null);
  const state = site.queue.state.value;
  const cls = visit.class ?? laneClass(site.site, visit.lane);
  const asks = {
    line,
    cls,
    rank: rank ?? 0,
    came: visit.arrived_at,
    called: visit.call?.at,
    farther: visit.farther_minutes,
    now: site.now.value,
  };
  const live = state && rank !== null ? bandOf(state, asks) : null;
  return { rank, of: order.length || visit.place?.of, band: live ?? ahead(visit.band, site.now.value) };
}

function VisitFacts({ visit }: { visit: Visit }) {
  const { zone, site } = useSite();
  const { vehicle } = visit;
  const area = site.areas?.find(({ id }) => id === visit.area);
  const size = [
    vehicle.length_m && `L ${vehicle.length_m} m`,
    vehicle.height_m && `H ${vehicle.height_m} m`,
    vehicle.weight_kg && `${Math.round(vehicle.weight_kg / 100) / 10} t`,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <Facts>
      <Fact name={t("arrived")}>{clock(visit.arrived_at, zone)}</Fact>
      {area && <Fact name={t("area")}>{area.name}</Fact>}
      <Fact name={t("reservation")}>{visit.reservation ? <Reference id={visit.reservation} /> : t("walk-in")}</Fact>
      <Fact name={t("country")}>{vehicle.country}</Fact>
      {vehicle.trailer && (
        <Fact name={t("trailer")}>
          <span class="plate">{vehicle.trailer}</span>
        </Fact>
      )}
      {size && <Fact name={t("size")}>{size}</Fact>}
    </Facts>
  );
}

function Reference({ id }: { id: string }) {
  const { client } = useSite();
  const reference = useSignal<string | null>(null);
  useEffect(
    () =>
      void client.get<Reservation>(`/v1/reservations/${id}`).then(
        (found) => {
          reference.value = found.reference;
        },
        () => undefined,
      ),
    [id],
  );
  return <code class="reference">{reference.value ?? "…"}</code>;
}
