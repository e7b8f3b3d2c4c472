import { aside } from "../api/problem";
import type { Page, Visit } from "../api/types";
import { useRead } from "../slots/store";
import { useSite } from "../site/site";
import { Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { rem } from "../ui/rem";
import { bandText, clock } from "../ui/time";
import { VirtualList } from "../ui/virtual";
import { t } from "../words/words";

const ROW_REM = 3.7;
const MOST = 200;
const OVER: readonly Visit["status"][] = ["departed", "left", "turned_away"];

/** A company's own trucks at the site: who waits for how long yet, who is called, who stands where. */
export function TrucksView() {
  const site = useSite();
  const { found, fault } = useRead(site.site.code, () => site.client.get<Page<Visit>>("/v1/visits", { site: site.site.code, limit: MOST }));
  const panel = site.panel.value;
  const here = found && inOrder(found.items);
  return (
    <section class="panel trucks" aria-labelledby="trucks-title">
      <header class="panel-head">
        <h2 id="trucks-title">{t("view-trucks")}</h2>
        {here && <span class="count">{t("trucks-here", { count: here.filter(({ status }) => !OVER.includes(status)).length })}</span>}
      </header>
      <Refused fault={aside(fault)} />
      {here === null && !fault && <Skeleton rows={6} />}
      {here && (
        <VirtualList
          items={here}
          rowHeight={Math.round(ROW_REM * rem.value)}
          label={t("view-trucks")}
          keyOf={(visit) => visit.id}
          selected={panel?.is === "visit" ? panel.id : null}
          onOpen={(visit) => site.open({ is: "visit", id: visit.id })}
          row={(visit) => <TruckRow visit={visit} />}
          empty={
            <div class="empty">
              <Icon name="truck" />
              <p>{t("no-trucks")}</p>
            </div>
          }
        />
      )}
    </section>
  );
}

const ORDER: readonly Visit["status"][] = ["called", "waiting", "admitted", "parked", "released", ...OVER];

/** Who must do something comes first, then by place; what is over comes last. */
function inOrder(found: readonly Visit[]): Visit[] {
  const rank = (visit: Visit): number => ORDER.indexOf(visit.status);
  return [...found].sort((a, b) => rank(a) - rank(b) || (a.place?.position ?? 0) - (b.place?.position ?? 0));
}

function TruckRow({ visit }: { visit: Visit }) {
  const { zone } = useSite();
  return (
    <div class={`booking-row${OVER.includes(visit.status) ? " is-over" : ""}`}>
      <span class="who">
        <b class="plate">{visit.vehicle.plate}</b>
        <small>
          <span class="lane-code">{visit.lane}</span> · {t("arrived-at", { time: clock(visit.arrived_at, zone) })}
        </small>
      </span>
      <span class="when">
        <b>{whereText(visit, zone)}</b>
        {visit.place && visit.status === "waiting" && (
          <small>
            {t("place")} {visit.place.position} {t("place-of", { of: visit.place.of })}
          </small>
        )}
        {visit.band && visit.status === "called" && <small>{bandText(visit.band, zone)}</small>}
      </span>
      <span class={`status is-${visit.status}`}>{t(`status-${visit.status.replace("_", "-")}`)}</span>
    </div>
  );
}

function whereText(visit: Visit, zone: string): string {
  if (visit.status === "called") return visit.call?.gate ?? t("at-gate-now");
  if (visit.status === "waiting") return visit.band ? bandText(visit.band, zone) : t("no-band");
  if (OVER.includes(visit.status)) return visit.ended_at ? clock(visit.ended_at, zone) : "";
  return visit.bay ?? "";
}
