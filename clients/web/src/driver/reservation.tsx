import type { Reservation, Visit } from "../api/types";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { clock, day } from "../ui/time";
import { t } from "../words/words";
import { Sure } from "./sure";
import type { DriverView } from "./view";

export function ReservationPage({ view, again }: { view: DriverView; again(): void }) {
  const reservation = view.reservation.value!;
  const { slot } = reservation;
  const zone = view.site.value?.zone ?? slot?.zone ?? "UTC";
  const isOn = reservation.status === "confirmed";
  return (
    <>
      <h1 class="who">
        <b class="plate">{reservation.vehicle.plate}</b>
        <span>{slot?.lane}</span>
      </h1>
      <section class="tile place">
        <p>{t(isOn ? "reserved-for" : "reservation-off")}</p>
        {slot && (
          <p class="band-time">
            {clock(slot.starts_at, zone)}–{clock(slot.ends_at, zone)}
          </p>
        )}
        {slot && <p>{day(slot.starts_at, zone)}</p>}
        <p class="reference">{reservation.reference}</p>
        {isOn && reservation.arrive && (
          <p class="quiet">
            {t("arrive-between", { from: clock(reservation.arrive.from, zone), until: clock(reservation.arrive.until, zone) })}
          </p>
        )}
      </section>
      {isOn ? (
        <Acts view={view} reservation={reservation} />
      ) : (
        <Button look="primary" onClick={again}>
          {t("reserve-again")}
        </Button>
      )}
    </>
  );
}

function Acts({ view, reservation }: { view: DriverView; reservation: Reservation }) {
  const { busy, fault, run } = useActing();
  const arrive = async (): Promise<void> => {
    const body = { reservation: reservation.id, by: "driver" };
    view.begin(await view.client.post<Visit>(`/v1/sites/${reservation.site}/visits`, body));
  };
  const cancel = async (): Promise<void> => {
    view.reservation.value = await view.client.post<Reservation>(`/v1/reservations/${reservation.id}/cancel`);
  };
  const words = { offer: t("cancel-reservation"), question: t("cancel-sure"), yes: t("cancel-yes"), no: t("keep") };
  return (
    <div class="stack">
      <Button look="primary" icon="pin" busy={busy.value} onClick={() => void run(arrive)}>
        {t("i-am-here")}
      </Button>
      <Refused fault={fault.value} />
      <Sure words={words} busy={busy.value} act={() => void run(cancel)} />
    </div>
  );
}
