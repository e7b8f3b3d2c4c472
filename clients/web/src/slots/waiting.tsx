import type { Instant, Reservation } from "../api/types";
import { aside } from "../api/problem";
import { inLine, leftText, timeText } from "../booking/said";
import { ClassChip } from "../queue/row";
import { laneClass, useSite } from "../site/site";
import { Button, Refused } from "../ui/form";
import { clock, day } from "../ui/time";
import { t } from "../words/words";
import { readInLine, useRead } from "./store";

/** Who waits for a place, lane by lane. It is not there while nobody waits. */
export function WaitingPanel() {
  const site = useSite();
  const { found, fault } = useRead(site.site.code, () => readInLine(site));
  const lanes = inLine(
    found ?? [],
    site.site.lanes.map(({ code }) => code),
  );
  const shown = aside(fault);
  if (lanes.length === 0 && !shown) return null;
  return (
    <section class="panel waits" aria-labelledby="waits-title">
      <header class="panel-head">
        <h2 id="waits-title">{t("waits")}</h2>
        <span class="count">{t("trucks", { count: lanes.reduce((sum, { waiting }) => sum + waiting.length, 0) })}</span>
        <span class="gap" />
        {site.company === null && found?.some(({ status }) => status === "displaced") && (
          <Button icon="clock" onClick={() => site.open({ is: "retime" })}>
            {t("retime")}
          </Button>
        )}
      </header>
      <Refused fault={shown} />
      <div class="waits-lanes">
        {lanes.map(({ lane, waiting }) => (
          <section key={lane} aria-label={lane}>
            <h3>
              {lane} <ClassChip name={laneClass(site.site, lane)} /> <span class="count">{waiting.length}</span>
            </h3>
            <ReservationRows found={waiting} />
          </section>
        ))}
      </div>
    </section>
  );
}

/** Reservations one a line, each a way to its card. */
export function ReservationRows({ found }: { found: readonly Reservation[] }) {
  const site = useSite();
  return (
    <ul class="reservation-rows">
      {found.map((one) => (
        <li key={one.id}>
          <button type="button" class="found" onClick={() => site.open({ is: "reservation", id: one.id })}>
            <b class="plate">{one.vehicle.plate}</b>
            <span class="wish">{timeText(one, site.zone)}</span>
            <Standing reservation={one} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** One that lost its place: when it was, and when it is now. */
export function LostRow({ was, reservation }: { was: Instant; reservation: Reservation }) {
  const site = useSite();
  const place = reservation.offer?.slot ?? reservation.slot;
  return (
    <li>
      <button type="button" class="found" onClick={() => site.open({ is: "reservation", id: reservation.id })}>
        <b class="plate">{reservation.vehicle.plate}</b>
        <span class="wish">
          <s>{clock(was, site.zone)}</s>
          {place && <> {shown(place.starts_at, was, site.zone)}</>}
        </span>
        <Standing reservation={reservation} />
      </button>
    </li>
  );
}

/** With its day where that is another one. */
function shown(at: Instant, was: Instant, zone: string): string {
  const isSameDay = day(at, zone) === day(was, zone);
  return isSameDay ? clock(at, zone) : `${day(at, zone)}, ${clock(at, zone)}`;
}

function Standing({ reservation: { status, offer } }: { reservation: Reservation }) {
  const now = useSite().now.value;
  return (
    <span class={`status is-${status}`}>
      {t(`state-${status}`)}
      {offer && now !== null && <b class="num"> {leftText(now, offer.expires_at)}</b>}
    </span>
  );
}
