import type { Lane } from "../api/types";
import { bandOf } from "../live/bands";
import { ClassChip } from "../queue/row";
import { Readings } from "../readings/panel";
import { isAdmin } from "../session/session";
import { type SiteView, useSite } from "../site/site";
import { ModeButton } from "../slots/mode";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock, minutesBetween } from "../ui/time";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { closureOf, openLane } from "./closures";

export function GatesPanel() {
  const site = useSite();
  const { lanes } = site.site;
  return (
    <section class="panel gates" aria-labelledby="gates-title">
      <header class="panel-head">
        <h2 id="gates-title">{t("gates")}</h2>
        <span class="gap" />
        <Button look="plain" icon="call" onClick={() => site.open({ is: "calls" })}>
          {t("calls-title")}
        </Button>
        {isAdmin.value && (
          <Button look="plain" icon="pin" onClick={() => site.open({ is: "gate-rules" })}>
            {t("gate-rules")}
          </Button>
        )}
        <ModeButton />
        <Button look="plain" icon="stop" onClick={() => site.open({ is: "close-lane", lane: null })}>
          {t("close-site")}
        </Button>
      </header>
      {lanes.length === 0 ? <p class="empty">{t("site-no-lanes")}</p> : <LaneTable lanes={lanes} />}
      <Readings />
    </section>
  );
}

function LaneTable({ lanes }: { lanes: readonly Lane[] }) {
  const site = useSite();
  const isMeasured = site.board.value?.lanes.some((lane) => lane.served_last_hour != null) ?? false;
  const lines = [...new Set(lanes.map((lane) => lane.line))];
  const figures = ["lane-waiting", "lane-wait-now", ...(isMeasured ? ["lane-served"] : [])];
  return (
    <table class="lanes">
      <thead>
        <tr>
          <th scope="col">{t("lane")}</th>
          {figures.map((name) => (
            <th key={name} scope="col" class="num">
              {t(name)}
            </th>
          ))}
          <th scope="col">
            <span class="unseen">{t("acts")}</span>
          </th>
        </tr>
      </thead>
      {lines.map((line) => (
        <tbody key={line}>
          {lines.length > 1 && <LineRow line={line} columns={figures.length + 2} />}
          {lanes
            .filter((lane) => lane.line === line)
            .map((lane) => (
              <LaneRow key={lane.code} lane={lane} isMeasured={isMeasured} />
            ))}
        </tbody>
      ))}
    </table>
  );
}

/** Lanes that wait in one order stand under its name. */
function LineRow({ line, columns }: { line: string; columns: number }) {
  return (
    <tr class="line-row">
      <th scope="rowgroup" colSpan={columns}>
        {line}
      </th>
    </tr>
  );
}

function LaneRow({ lane, isMeasured }: { lane: Lane; isMeasured: boolean }) {
  const site = useSite();
  const board = site.board.value?.lanes.find((other) => other.lane === lane.code);
  const closure = closureOf(site.closures.value, lane.code, site.now.value);
  return (
    <tr class={closure ? "is-closed" : undefined}>
      <th scope="row">
        <div>
          <span class="lane-name">
            <Icon name={lane.direction === "import" ? "arrowLeft" : "arrowRight"} label={t(`direction-${lane.direction}`)} />
            {lane.code}
          </span>
          <ClassChip name={lane.class} />
        </div>
      </th>
      <td class="num big">{site.queue.state.value?.lanes[lane.code] ?? board?.waiting ?? 0}</td>
      <td class="num">{closure ? <span class="pill off">{t("lane-closed")}</span> : (waitNow(site, lane) ?? "–")}</td>
      {isMeasured && <td class="num served">{board?.served_last_hour ?? "–"}</td>}
      <td class="acts">
        <LaneActs lane={lane.code} />
      </td>
    </tr>
  );
}

function LaneActs({ lane }: { lane: string }) {
  const site = useSite();
  const { busy, fault, run } = useActing();
  const closure = closureOf(site.closures.value, lane, site.now.value);
  if (!closure)
    return (
      <Button look="plain" icon="stop" onClick={() => site.open({ is: "close-lane", lane })}>
        {t("lane-stop")}
      </Button>
    );
  const open = async (): Promise<void> => {
    await openLane(site, closure);
    say(t("lane-opened", { lane: closure.lane ?? site.site.name }));
  };
  return (
    <>
      <Button icon="open" busy={busy.value} onClick={() => void run(open)}>
        {t("lane-open")}
      </Button>
      <small title={closure.reason ?? undefined}>{closure.to ? t("until", { time: clock(closure.to, site.zone) }) : closure.reason}</small>
      <Refused fault={fault.value} />
    </>
  );
}

/** How long a truck would wait that joined this lane now. */
function waitNow(site: SiteView, lane: Lane): string | null {
  const state = site.queue.state.value;
  const now = site.now.value;
  if (!state || now === null) return null;
  const band = bandOf(state, { line: lane.line, cls: lane.class, rank: (state.lines[lane.line] ?? 0) + 1, came: now, now });
  if (!band) return null;
  const [from, to] = [minutesBetween(now, band.p05), minutesBetween(now, band.p95)];
  const hours = (minutes: number): string => (minutes / 60).toFixed(1);
  return to < 120 ? t("minutes-range", { from, to }) : t("hours-range", { from: hours(from), to: hours(to) });
}
