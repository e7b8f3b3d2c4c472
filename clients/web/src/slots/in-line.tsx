import { useSignal, type Signal } from "@preact/signals";
import type { Reservation, ReservedSlot } from "../api/types";
import { Countdown } from "../booking/countdown";
import { hours, lostBecause, retimedText } from "../booking/said";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, put, Refused } from "../ui/form";
import { day, when } from "../ui/time";
import { t } from "../words/words";

interface OfferedProps {
  reservation: Signal<Reservation | null>;
  offer: NonNullable<Reservation["offer"]>;
}

/** A place that is kept for a moment: the driver on the telephone says yes or no. */
export function Offered({ reservation, offer }: OfferedProps) {
  const site = useSite();
  const isSure = useSignal(false);
  const { busy, fault, run } = useActing();
  const answer = (path: "accept" | "decline") => (): void =>
    void run(async () => {
      reservation.value = await site.client.post<Reservation>(`/v1/reservations/${reservation.value!.id}/${path}`);
      site.bookings.value++;
    });
  const { starts_at, ends_at } = offer.slot;
  return (
    <section class="offer" aria-label={t("state-offered")}>
      <p class="offer-time">
        {hours(starts_at, ends_at, site.zone)} <span>{day(starts_at, site.zone)}</span>
      </p>
      <Countdown now={site.now.value} until={offer.expires_at} />
      {isSure.value && <p>{t("decline-sure")}</p>}
      <div class="act-row">
        <Button look="primary" icon="check" busy={busy.value} onClick={answer("accept")}>
          {t("accept")}
        </Button>
        <Button look={isSure.value ? "danger" : "quiet"} busy={busy.value} onClick={isSure.value ? answer("decline") : put(isSure, true)}>
          {t("decline")}
        </Button>
      </div>
      <Refused fault={fault.value} />
    </section>
  );
}

/** Why the site could not keep the place, and what comes next. */
export function Lost({ reservation, lost }: { reservation: Reservation; lost: ReservedSlot }) {
  const site = useSite();
  const why = lostBecause(reservation, site.closures.value);
  return (
    <section class="lost">
      <p>
        <b>
          <s>{hours(lost.starts_at, lost.ends_at, site.zone)}</s> {day(lost.starts_at, site.zone)}
        </b>
      </p>
      {why && <p>{why}</p>}
      {reservation.wants && <p>{t("first-in-line", { until: when(reservation.wants.to) })}</p>}
    </section>
  );
}

/** That the site gave it another time, and why. */
export function Retimed({ reservation }: { reservation: Reservation }) {
  const site = useSite();
  const from = retimedText(reservation, site.zone);
  return from === null ? null : (
    <p class="retimed">
      {from} {lostBecause(reservation, site.closures.value)}
    </p>
  );
}
