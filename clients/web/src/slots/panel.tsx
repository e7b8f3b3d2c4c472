import { signal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Reservation } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { Told } from "../messages/told";
import { useSite } from "../site/site";
import { Refused, Skeleton } from "../ui/form";
import { t } from "../words/words";
import { ReservationCard } from "./card";
import { useRead } from "./store";

/** One reservation, live: read again whenever the ledger tells of a booking. */
export function ReservationPanel({ id }: { id: string }) {
  const { client, company } = useSite();
  const { found, fault } = useRead(id, () => client.get<Reservation>(`/v1/reservations/${id}`));
  const shown = useMemo(() => signal<Reservation | null>(null), [id]) as Signal<Reservation | null>;
  useEffect(() => {
    // What was answered to an act may be newer than what was read before it.
    if (found && found.version >= (shown.peek()?.version ?? 0)) shown.value = found;
  }, [found]);
  return (
    <>
      <DrawerHead title={t("reservation")} under={shown.value?.reference} />
      <div class="drawer-body">
        {!shown.value && <Refused fault={fault} />}
        {!shown.value && !fault && <Skeleton rows={3} />}
        {shown.value && <ReservationCard reservation={shown} />}
        {company === null && <Told reservation={id} />}
      </div>
    </>
  );
}
