import { useEffect } from "preact/hooks";
import { aside } from "../api/problem";
import { hrefOf } from "../console/route";
import { useSite } from "../site/site";
import { put, Refused, Segments } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock } from "../ui/time";
import { t } from "../words/words";
import { YardMapView } from "./map";
import { ReplayBar, ReplayButton } from "./replay-bar";

const RELEASES_EVERY_MS = 5_000;
const STATUSES = ["free", "given", "kept", "occupied", "closed"] as const;

export function YardPanel() {
  const { yard, site } = useSite();
  const drawing = yard.drawing.value;
  useEffect(() => {
    const read = (): void => void yard.readReleases().catch(() => undefined);
    read();
    const timer = setInterval(read, RELEASES_EVERY_MS);
    return () => clearInterval(timer);
  }, [yard]);
  return (
    <section class="panel yard" aria-labelledby="yard-title">
      <header class="panel-head">
        <h2 id="yard-title">{t("yard")}</h2>
        <span class="gap" />
        {drawing && <Legend total={drawing.bays.length} />}
        {drawing && !yard.replay.value && <ReplayButton />}
        {drawing && (
          <a
            class="button plain only-icon"
            href={hrefOf(site.code, "inspections")}
            aria-label={t("view-inspections")}
            title={t("view-inspections")}
          >
            <Icon name="search" />
          </a>
        )}
        {drawing && (
          <a class="button plain only-icon" href={hrefOf(site.code, "plan")} aria-label={t("plan")} title={t("plan")}>
            <Icon name="edit" />
          </a>
        )}
      </header>
      <Refused fault={aside(yard.fault.value)} />
      <Yards />
      <ReplayBar />
      <Unpowered />
      {drawing && drawing.bays.length > 0 && <YardMapView drawing={drawing} />}
      {yard.isAbsent.value && (
        <div class="empty">
          <Icon name="yard" />
          <p>{t("no-yard")}</p>
        </div>
      )}
      {!drawing && !yard.isAbsent.value && !yard.fault.value && (
        <div class="skeleton" role="status" aria-label={t("loading")}>
          <i class="is-tall" />
        </div>
      )}
    </section>
  );
}

/** Who stands without the power that it needs; whose load keeps least long comes first. */
function Unpowered() {
  const site = useSite();
  const found = site.yard.state.value.unpowered ?? [];
  useEffect(() => {
    if (found.length > 0) void site.visits.ask(found.map(({ visit }) => visit));
  }, [found.map(({ visit }) => visit).join()]);
  if (found.length === 0) return null;
  const at = (instant: string): string => clock(Date.parse(instant), site.zone);
  return (
    <ul class="unpowered" role="alert">
      {found.map(({ visit, bay, since, until }) => (
        <li key={visit}>
          <button type="button" onClick={() => site.open({ is: "visit", id: visit })}>
            <b class="plate">{site.visits.plate(visit) ?? "…"}</b>{" "}
            {until ? t("unpowered-until", { bay, since: at(since), until: at(until) }) : t("unpowered-since", { bay, since: at(since) })}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Which of several yards is looked at. */
function Yards() {
  const { yard } = useSite();
  const parts = yard.parts.value;
  if (parts.length < 2) return null;
  return (
    <div class="yards">
      <Segments
        label={t("yards")}
        chosen={yard.part.value ?? ""}
        options={[{ value: "", text: t("yards-all") }, ...parts.map(({ id, name }) => ({ value: id, text: name || id }))]}
        choose={(id) => put(yard.part, id || null)()}
      />
    </div>
  );
}

/** The key to the map, which also counts. */
function Legend({ total }: { total: number }) {
  const bays = Object.values(useSite().yard.shown.value.bays);
  const count = (status: string): number => bays.filter((bay) => bay.status === status).length;
  return (
    <ul class="legend" aria-label={t("bays-of", { count: total })}>
      {STATUSES.filter((status) => status !== "kept" || count(status) > 0).map((status) => (
        <li key={status}>
          <i class={`swatch is-${status}`} aria-hidden="true" />
          {t(`bay-${status}`)} <b>{count(status)}</b>
        </li>
      ))}
    </ul>
  );
}
