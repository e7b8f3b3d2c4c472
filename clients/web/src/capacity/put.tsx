import { useSignal } from "@preact/signals";
import { isAdmin } from "../session/session";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, put, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";
import type { Advice } from "./advice";

interface Asked {
  /** Reservations that would lose their place. */
  displaced: number;
  /** The version of the calendar that this was tried against. */
  tag: string | null;
}

/** Puts the calendar so: first how many it would displace, then one act against the very calendar that was looked at. */
export function PutAdvice({ advice }: { advice: Advice }) {
  const site = useSite();
  const asked = useSignal<Asked | null>(null);
  const { busy, fault, run } = useActing();
  const path = `/v1/sites/${site.site.code}/calendar`;
  const look = async (): Promise<void> => {
    const { tag } = await site.client.tagged(path);
    const { displaced } = await site.client.post<{ displaced: string[] }>(`${path}/preview`, advice.calendar);
    asked.value = { displaced: displaced.length, tag };
  };
  const send = async (): Promise<void> => {
    await site.client.put(path, advice.calendar, { match: asked.value!.tag });
    asked.value = null;
    site.bookings.value++;
    say(t("capacity-done"));
  };
  if (advice.calendar === null) return <p class="hint">{t("capacity-too-long")}</p>;
  if (!asked.value)
    return (
      <div class="capacity-put">
        <Refused fault={fault.value} />
        <Button look={isAdmin.value ? "primary" : "quiet"} icon="check" busy={busy.value} onClick={() => void run(look)}>
          {t(isAdmin.value ? "capacity-put" : "capacity-try")}
        </Button>
      </div>
    );
  return (
    <div class="ask capacity-put">
      <p class={asked.value.displaced > 0 ? "notice is-warning" : ""} role="status">
        {asked.value.displaced > 0 && <Icon name="alert" />}
        {asked.value.displaced > 0 ? t("capacity-displaces", { count: asked.value.displaced }) : t("capacity-displaces-none")}
      </p>
      {!isAdmin.value && <p class="hint">{t("capacity-not-yours")}</p>}
      <Refused fault={fault.value} />
      <div class="form-end">
        <Button onClick={put<Asked | null>(asked, null)}>{t("cancel")}</Button>
        {isAdmin.value && (
          <Button look="primary" icon="check" busy={busy.value} onClick={() => void run(send)}>
            {t("capacity-go")}
          </Button>
        )}
      </div>
    </div>
  );
}
