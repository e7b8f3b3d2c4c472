import { useSignal } from "@preact/signals";
import type { Reservation } from "../api/types";
import { Button, Refused } from "../ui/form";
import { t } from "../words/words";
import { useOperation } from "./acts";
import { type Time, Times } from "./times";
import type { DriverView } from "./view";

/** Another time for the same reservation: the old place is given back only when the new one is had. */
export function MoveFlow({ view, found, done }: { view: DriverView; found: Reservation; done(): void }) {
  const time = useSignal<Time | null>(null);
  const { busy, fault, operate } = useOperation({ view, found });
  const site = view.site.value;
  if (!site) return <p class="quiet">{t("loading")}</p>;
  const slot = time.value?.is === "slot" ? time.value.slot.id : null;
  const send = async (): Promise<void> => {
    if (await operate("move", { slot })) done();
  };
  return (
    <div class="stack">
      <h1>{t("another-time")}</h1>
      <Times view={view} site={site} lane={found.lane} time={time} from={(found.slot ?? found.displaced_from)?.local_date ?? null} />
      <Refused fault={fault.value} />
      <Button look="primary" busy={busy.value} disabled={slot === null || slot === found.slot?.id} onClick={() => void send()}>
        {t("take-this-time")}
      </Button>
      <Button look="plain" onClick={done}>
        {t("back")}
      </Button>
    </div>
  );
}
