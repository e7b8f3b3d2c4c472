import { useSignal, type Signal } from "@preact/signals";
import type { Reservation, Visit } from "../api/types";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Fact, Facts } from "../ui/facts";
import { Button, put, Refused } from "../ui/form";
import { clock, day } from "../ui/time";
import { say } from "../ui/toast";
import { printReservation } from "../visit/slip";
import { t } from "../words/words";
import { SlotPicker } from "./reserve";
import { slotsTouched } from "./view";

/** A reservation and what may be done with it. */
export function ReservationCard({ reservation }: { reservation: Signal<Reservation | null> }) {
  const { zone } = useSite();
  const found = reservation.value!;
  const { slot } = found;
  return (
    <article class="card">
      <header>
        <b class="plate">{found.vehicle.plate}</b>
        <span class={`status is-${found.status}`}>{t(`reservation-${found.status}`)}</span>
      </header>
      <Facts>
        <Fact name={t("reference")}>
          <code class="reference">{found.reference}</code>
        </Fact>
        {slot && (
          <Fact name={t("slot")}>
            {day(slot.starts_at, zone)}, {clock(slot.starts_at, zone)}–{clock(slot.ends_at, zone)}
          </Fact>
        )}
        {slot && <Fact name={t("lane")}>{slot.lane}</Fact>}
        {found.arrive && (
          <Fact name={t("arrive-between")}>
            {clock(found.arrive.from, zone)}–{clock(found.arrive.until, zone)}
          </Fact>
        )}
      </Facts>
      {found.status === "confirmed" && <CardActs reservation={reservation} />}
    </article>
  );
}

function CardActs({ reservation }: { reservation: Signal<Reservation | null> }) {
  const site = useSite();
  const found = reservation.value!;
  const asking = useSignal<"move" | "cancel" | null>(null);
  const { busy, fault, run } = useActing();
  const act =
    (path: string, body: object = {}) =>
    (): void =>
      void run(async () => {
        reservation.value = await site.client.post<Reservation>(`/v1/reservations/${found.id}/${path}`, body);
        asking.value = null;
        slotsTouched.value++;
      });
  const arrive = (): void =>
    void run(async () => {
      const visit = await site.client.post<Visit>(`/v1/sites/${site.site.code}/visits`, { reservation: found.id, by: "operator" });
      say(t("checked-in", { plate: visit.vehicle.plate, place: visit.place?.position ?? 0 }));
      site.open({ is: "visit", id: visit.id });
    });
  const ask = (what: "move" | "cancel") => put(asking, asking.value === what ? null : what);
  return (
    <>
      <div class="act-row">
        <Button look="primary" icon="check" busy={busy.value} onClick={arrive}>
          {t("check-in")}
        </Button>
        <Button icon="print" onClick={() => void printReservation(site, found)}>
          {t("act-print")}
        </Button>
        <Button icon="slots" onClick={ask("move")}>
          {t("move")}
        </Button>
        <Button look="danger" icon="close" onClick={ask("cancel")}>
          {t("cancel")}
        </Button>
      </div>
      <Refused fault={fault.value} />
      {asking.value === "cancel" && <Cancel busy={busy.value} cancel={act("cancel")} />}
      {asking.value === "move" && <Move found={found} busy={busy.value} move={(slot) => act("move", { slot })()} />}
    </>
  );
}

function Cancel({ busy, cancel }: { busy: boolean; cancel(): void }) {
  return (
    <div class="ask">
      <p>{t("cancel-sure")}</p>
      <div class="form-end">
        <Button look="danger" busy={busy} onClick={cancel}>
          {t("cancel-yes")}
        </Button>
      </div>
    </div>
  );
}

function Move({ found, busy, move }: { found: Reservation; busy: boolean; move(slot: string): void }) {
  const chosen = useSignal("");
  if (!found.slot) return null;
  return (
    <div class="ask">
      <SlotPicker date={found.slot.local_date} lane={found.slot.lane} chosen={chosen} />
      <div class="form-end">
        <Button look="primary" busy={busy} disabled={!chosen.value || chosen.value === found.slot.id} onClick={() => move(chosen.value)}>
          {t("move")}
        </Button>
      </div>
    </div>
  );
}
