import type { Signal } from "@preact/signals";
import type { Instant } from "../api/types";
import { leftText } from "../booking/said";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import type { VehicleForm } from "../visit/vehicle";
import { t } from "../words/words";

export interface Hold {
  id: string;
  slot: string;
  expires_at: Instant;
}

/** The hold of this slot, while it stands. */
export function standing(hold: Hold | null, slot: string, now: number | null): Hold | null {
  return hold?.slot === slot && (now ?? 0) < Date.parse(hold.expires_at) ? hold : null;
}

interface Props {
  slot: string;
  vehicle: VehicleForm;
  hold: Signal<Hold | null>;
}

/** Keeps the place for some minutes while the rest is filled in. It is not renewed by asking again. */
export function HoldPlace({ slot, vehicle, hold }: Props) {
  const site = useSite();
  const { busy, fault, run } = useActing();
  const now = site.now.value;
  const take = async (): Promise<void> => {
    const { plate, country } = vehicle.body();
    hold.value = await site.client.post<Hold>("/v1/holds", { slot, vehicle: { plate, country } });
    site.bookings.value++;
  };
  if (hold.value?.slot === slot && now !== null)
    return (
      <p class="countdown" role="timer">
        {standing(hold.value, slot, now) ? (
          <>
            {t("hold-left")} <b>{leftText(now, hold.value.expires_at)}</b>
          </>
        ) : (
          t("hold-over")
        )}
      </p>
    );
  return (
    <div class="hold">
      <Button icon="clock" busy={busy.value} onClick={() => void run(take)}>
        {t("hold-take")}
      </Button>
      <Refused fault={fault.value} />
    </div>
  );
}
