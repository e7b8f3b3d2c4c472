import { useSignal } from "@preact/signals";
import type { Reservation, ReservationStatus } from "../api/types";
import { Across } from "../booking/across";
import { declarationText, hours, retimedText } from "../booking/said";
import { MeetingPart } from "../booking/meeting";
import { Button, put } from "../ui/form";
import { clock, day } from "../ui/time";
import { t } from "../words/words";
import { Displaced, Offered, useLostBecause, Waiting } from "./in-line";
import { ConfirmedActs, MissedActs, StopWaiting } from "./acts";
import { Expected } from "./expected";
import { MessagesPart } from "./messages";
import { Missed } from "./missed";
import { MoveFlow } from "./move";
import { PassPart } from "./pass";
import type { DriverView } from "./view";

/** Of these something may yet have to be told. */
const TOLD: ReadonlySet<ReservationStatus> = new Set(["waitlisted", "offered", "displaced", "confirmed", "arrived"]);

export function ReservationPage({ view, again }: { view: DriverView; again(): void }) {
  const found = view.reservation.value!;
  const isMoving = useSignal(false);
  const move = put(isMoving, true);
  if (isMoving.value && (found.status === "confirmed" || found.status === "displaced"))
    return <MoveFlow view={view} found={found} done={put(isMoving, false)} />;
  return (
    <>
      <h1 class="who">
        <b class="plate">{found.vehicle.plate}</b>
        <span>{found.lane}</span>
      </h1>
      {content(view, found, move, again)}
      {TOLD.has(found.status) && (
        <MeetingPart
          client={view.client}
          reservation={found.id}
          found={found.rendezvous}
          zone={view.site.value?.zone ?? "UTC"}
          mayPropose={found.status === "confirmed" && view.site.value?.has_pairs === true}
        />
      )}
      {TOLD.has(found.status) && <MessagesPart view={view} reservation={found.id} />}
    </>
  );
}

function content(view: DriverView, found: Reservation, move: () => void, again: () => void) {
  switch (found.status) {
    case "offered":
      return <Offered view={view} found={found} />;
    case "waitlisted":
      return (
        <>
          <Waiting view={view} found={found} />
          <StopWaiting view={view} found={found} />
        </>
      );
    case "displaced":
      return (
        <>
          <Displaced view={view} found={found} />
          <Button look="primary" icon="slots" onClick={move}>
            {t("another-time")}
          </Button>
          <StopWaiting view={view} found={found} />
        </>
      );
    case "confirmed":
      return (
        <>
          <Placed view={view} found={found} title={t(found.draw ? "drawn-title" : "reserved-for")} />
          <ConfirmedActs view={view} found={found} move={move} />
        </>
      );
    case "missed":
      return (
        <>
          <Placed view={view} found={found} title={t("missed-title")} lead={t("missed-lead")} />
          <Missed view={view} found={found} />
          <MissedActs view={view} found={found} again={again} />
        </>
      );
    default:
      return (
        <>
          <Placed view={view} found={found} title={t(found.status === "arrived" ? "reserved-for" : `state-${found.status}`)} />
          <Button look="primary" onClick={again}>
            {t("reserve-again")}
          </Button>
        </>
      );
  }
}

/** The time it has, or had, and the code that proves it. */
function Placed({ view, found, title, lead }: { view: DriverView; found: Reservation; title: string; lead?: string }) {
  const { slot, arrive } = found;
  const zone = view.site.value?.zone ?? slot?.zone ?? "UTC";
  const isOn = found.status === "confirmed";
  const declaration = isOn ? declarationText(found, zone) : null;
  const was = isOn ? view.changedFrom.value : null;
  const retimed = isOn ? retimedText(found, zone) : null;
  const why = useLostBecause({ view, found });
  return (
    <>
      {was && (
        <section class="tile lost" role="alert">
          <p class="big">{t("changed-title")}</p>
          <p>
            <s>
              {day(was.starts_at, zone)}, {hours(was.starts_at, was.ends_at, zone)}
            </s>
          </p>
          <Button onClick={put<typeof was | null>(view.changedFrom, null)}>{t("understood")}</Button>
        </section>
      )}
      <section class="tile place">
        <p>{title}</p>
        {slot && <p class="band-time">{hours(slot.starts_at, slot.ends_at, zone)}</p>}
        {slot && <p>{day(slot.starts_at, zone)}</p>}
        {slot && <Across client={view.client} site={view.site.value} from={slot.starts_at} to={slot.ends_at} />}
        {lead && <p>{lead}</p>}
        {retimed && (
          <p class="quiet retimed">
            {retimed} {why}
          </p>
        )}
        {isOn && arrive && <p class="quiet">{t("arrive-between", { from: clock(arrive.from, zone), until: clock(arrive.until, zone) })}</p>}
        {isOn && <Expected view={view} found={found} />}
        {isOn && found.credit && <p>{t("credit-note", { minutes: found.credit.minutes })}</p>}
        {declaration && (
          <p class={found.declaration ? "quiet" : "needed"}>
            {t("declaration")}: {declaration}
          </p>
        )}
        {!isOn && <p class="reference">{found.reference}</p>}
      </section>
      {isOn && <PassPart view={view} found={found} />}
    </>
  );
}
