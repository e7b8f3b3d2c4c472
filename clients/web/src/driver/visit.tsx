import { useEffect } from "preact/hooks";
import type { Visit, VisitStatus } from "../api/types";
import { MeetingPart } from "../booking/meeting";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { bandText, clock, minutesBetween, spanText } from "../ui/time";
import { t } from "../words/words";
import { ElsewherePart, OnTheWay } from "./elsewhere";
import { GuidancePart } from "./guidance";
import { MessagesPart } from "./messages";
import { Sure } from "./sure";
import type { DriverView } from "./view";
import { WhyPart } from "./why";

const FEW_SERVICES = 10;

export function VisitPage({ view, again }: { view: DriverView; again(): void }) {
  const visit = view.visit!;
  const isOver = visit.status === "departed" || visit.status === "left" || visit.status === "turned_away";
  return (
    <>
      <h1 class="who">
        <b class="plate">{visit.vehicle.plate}</b>
        <span>{visit.lane}</span>
      </h1>
      {(visit.status === "waiting" || visit.status === "called") && <Stopped view={view} visit={visit} />}
      {visit.status === "waiting" && <Place view={view} />}
      {visit.status === "waiting" && <ElsewherePart view={view} visit={visit} />}
      {visit.status === "called" && <Called view={view} visit={visit} />}
      {visit.status === "admitted" && (
        <section class="tile go">
          <p>{t("drive-to")}</p>
          <p class="huge">{visit.bay ?? "–"}</p>
        </section>
      )}
      {visit.status === "parked" && visit.next_bay && (
        <section class="tile go">
          <p>{t("drive-to")}</p>
          <p class="huge">{visit.next_bay}</p>
        </section>
      )}
      {visit.status === "parked" && !visit.next_bay && (
        <section class="tile">
          <p>{t("parked-in")}</p>
          <p class="huge">{visit.bay ?? "–"}</p>
          <p>{t("parked-lead")}</p>
        </section>
      )}
      {visit.status === "released" && (
        <section class="tile go">
          <p class="big">{t("released")}</p>
          <p>{t("released-lead")}</p>
        </section>
      )}
      {visit.status === "left" ? (
        <OnTheWay view={view} visit={visit}>
          <Over visit={visit} again={again} />
        </OnTheWay>
      ) : (
        isOver && <Over visit={visit} again={again} />
      )}
      <Told visit={visit} />
      {visit.reservation && visit.rendezvous && !isOver && (
        <MeetingPart
          client={view.client}
          reservation={visit.reservation}
          found={visit.rendezvous}
          zone={view.site.value?.zone ?? "UTC"}
          mayPropose={false}
        />
      )}
      {!isOver && <Progress status={visit.status} />}
      {(visit.status === "admitted" || visit.status === "released" || visit.next_bay) && <GuidancePart view={view} />}
      {(visit.status === "waiting" || visit.status === "called") && <WhyPart view={view} />}
      {!isOver && visit.reservation && <MessagesPart view={view} reservation={visit.reservation} />}
      {(visit.status === "waiting" || visit.status === "called") && <Leave view={view} />}
    </>
  );
}

function Over({ visit, again }: { visit: Visit; again(): void }) {
  return (
    <section class="tile">
      <p class="big">{t(`over-${visit.status.replace("_", "-")}`)}</p>
      <Button look="primary" onClick={again}>
        {t("reserve-again")}
      </Button>
    </section>
  );
}

/** Why it must go to another bay, or may not leave yet: of who is inside nothing else is explained. */
function Told({ visit }: { visit: Visit }) {
  if (visit.status !== "admitted" && visit.status !== "parked") return null;
  const told = visit.because.filter(({ clause }) => clause.startsWith("bay.") || clause.startsWith("inspection."));
  return told.length === 0 ? null : (
    <section class="tile" role="status">
      {told.map(({ clause, text }) => (
        <p key={clause}>{text}</p>
      ))}
    </section>
  );
}

/** All calls are stopped: where this truck has to stay meanwhile. */
function Stopped({ view, visit }: { view: DriverView; visit: Visit }) {
  // Who is on its way although calls are stopped is let come: a call that was taken back is none any more.
  const isUnderWay = visit.status === "called" && visit.call?.at_gate_at == null;
  if (isUnderWay || !view.queue.value?.stopped?.includes(visit.lane)) return null;
  return (
    <section class="tile lost" role="alert">
      <p class="big">
        <Icon name="stop" /> {t("calls-are-stopped")}
      </p>
      <p>{t(visit.status === "called" ? "calls-are-stopped-at-gate" : "calls-are-stopped-lead")}</p>
    </section>
  );
}

function Place({ view }: { view: DriverView }) {
  const { rank } = view.standing.value;
  const band = view.band();
  const site = view.site.value;
  const place = rank ?? view.visit?.place?.position ?? null;
  const of = view.queue.value?.lines[view.standing.value.line ?? ""] ?? view.visit?.place?.of;
  return (
    <section class="tile place" aria-live="polite">
      <p>{t("your-place")}</p>
      <p class="huge">{place ?? "–"}</p>
      {place !== null && (
        <p>
          {t("ahead", { count: place - 1 })}
          {of !== undefined && <span class="quiet"> · {t("of-all", { count: of })}</span>}
        </p>
      )}
      {band && site && (
        <div class="band">
          <p>{t("your-turn")}</p>
          <p class="band-time">{bandText(band, site.zone)}</p>
          <p class="quiet">{t("band-sure", { time: clock(band.p50, site.zone) })}</p>
          {isUnmeasured(view) && <p class="quiet">{t("band-cold")}</p>}
          {view.now.value !== null && (
            <p class="quiet">
              {t("from-now", {
                from: spanText(minutesBetween(view.now.value, band.p05)),
                to: spanText(minutesBetween(view.now.value, band.p95)),
              })}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

/** Whether the band rests on the lane plan still: hardly a service was measured at this line. */
function isUnmeasured(view: DriverView): boolean {
  const basis = view.queue.value?.basis?.[view.standing.value.line ?? ""];
  return basis !== undefined && basis.services < FEW_SERVICES;
}

function Called({ view, visit }: { view: DriverView; visit: Visit }) {
  useEffect(() => {
    navigator.vibrate?.([400, 150, 400, 150, 400]);
    const title = document.title;
    document.title = `● ${t("called-title")}`;
    return () => {
      document.title = title;
    };
  }, [visit.id]);
  const isAtGate = visit.call?.at_gate_at != null;
  const [band, site] = [view.band(), view.site.value];
  return (
    <section class="tile call" role="alert">
      <Icon name={isAtGate ? "gate" : "call"} />
      <p class="big">{t(isAtGate ? "at-gate-title" : "called-title")}</p>
      <p class="huge">{visit.call?.gate ?? view.standing.value.line ?? "–"}</p>
      <p>{t(isAtGate ? "at-gate-lead" : "called-lead")}</p>
      {band && site && (
        <p>
          {t("let-in")} <b>{bandText(band, site.zone)}</b>
        </p>
      )}
    </section>
  );
}

const STEPS: readonly VisitStatus[] = ["waiting", "called", "admitted", "parked", "released"];

function Progress({ status }: { status: VisitStatus }) {
  const at = STEPS.indexOf(status);
  return (
    <ol class="progress">
      {STEPS.map((step, i) => (
        <li key={step} class={i < at ? "is-done" : i === at ? "is-now" : ""} aria-current={i === at ? "step" : undefined}>
          <i>{i < at && <Icon name="check" />}</i>
          {t(`step-${step}`)}
        </li>
      ))}
    </ol>
  );
}

function Leave({ view }: { view: DriverView }) {
  const { busy, fault, run } = useActing();
  const leave = async (): Promise<void> => view.begin(await view.client.post<Visit>(`/v1/visits/${view.visit!.id}/leave`));
  const words = { offer: t("leave"), question: t("leave-sure"), yes: t("leave-yes"), no: t("stay") };
  return (
    <div class="leave">
      <Sure words={words} busy={busy.value} act={() => void run(leave)} />
      <Refused fault={fault.value} />
    </div>
  );
}
