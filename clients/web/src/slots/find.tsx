import { useSignal } from "@preact/signals";
import type { Page, Reservation } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { plain } from "../queue/filter";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused } from "../ui/form";
import { t } from "../words/words";
import { ReservationRows } from "./waiting";

const REFERENCE = /^[A-Z]{2,5}-[A-Z0-9]{5,8}$/i;

export function FindReservation() {
  const site = useSite();
  const text = useSignal("");
  const found = useSignal<Reservation[] | null>(null);
  const { busy, fault, run } = useActing();
  const send = async (): Promise<void> => {
    const wanted = text.value.trim();
    const query = REFERENCE.test(wanted) ? { reference: wanted.toUpperCase() } : { plate: plain(wanted) };
    const { items } = await site.client.get<Page<Reservation>>("/v1/reservations", { site: site.site.code, ...query });
    if (items.length === 1) site.open({ is: "reservation", id: items[0]!.id });
    else found.value = items;
  };
  return (
    <>
      <DrawerHead title={t("find-reservation")} under={t("find-reservation-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <div class="pair find-row">
          <Field label={t("plate-or-reference")} value={text} upper required autofocus />
          <Button look="primary" icon="search" submit busy={busy.value} disabled={!text.value.trim()}>
            {t("find")}
          </Button>
        </div>
        <Refused fault={fault.value} />
        {found.value?.length === 0 && <p class="empty">{t("no-match")}</p>}
        {found.value && <ReservationRows found={found.value} />}
      </Form>
    </>
  );
}
