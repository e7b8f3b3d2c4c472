import { useSignal } from "@preact/signals";
import { isAdmin } from "../session/session";
import { useSite } from "../site/site";
import { readOne, useRead } from "../slots/store";
import { ReservationRows } from "../slots/waiting";
import { useActing } from "../ui/acting";
import { Button, put, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";

const SHOWN = 20;

interface Asked {
  /** Reservations that would lose their place. */
  displaced: string[];
  /** The version of the calendar that this was tried against. */
  tag: string | null;
}

interface Props {
  document: object;
  /** The version that was changed; the one that stands when it is tried, unless given. */
  tag?: string | null;
  /** Whether all of it is filled in. */
  isWhole?: boolean;
  done?: () => void;
  failed?: (fault: unknown) => void;
}

/** Puts a calendar: first whom it would displace, then one act against the very calendar that was looked at. */
export function PutCalendar({ document, tag, isWhole = true, done, failed }: Props) {
  const site = useSite();
  const asked = useSignal<Asked | null>(null);
  const { busy, fault, run } = useActing();
  const path = `/v1/sites/${site.site.code}/calendar`;
  const look = async (): Promise<void> => {
    const seen = tag === undefined ? (await site.client.tagged(path)).tag : tag;
    const { displaced } = await site.client.post<{ displaced: string[] }>(`${path}/preview`, document);
    asked.value = { displaced, tag: seen };
  };
  const send = async (): Promise<void> => {
    await site.client.put(path, document, { match: asked.value!.tag });
    asked.value = null;
    site.bookings.value++;
    say(t("capacity-done"));
    done?.();
  };
  const act = (what: () => Promise<void>) => (): void => void run(what).then(() => failed?.(fault.value));
  if (!asked.value)
    return (
      <div class="capacity-put">
        <Refused fault={fault.value} />
        <Button look={isAdmin.value ? "primary" : "quiet"} icon="check" busy={busy.value} disabled={!isWhole} onClick={act(look)}>
          {t(isAdmin.value ? "capacity-put" : "capacity-try")}
        </Button>
      </div>
    );
  const { displaced } = asked.value;
  return (
    <div class="ask capacity-put">
      <p class={displaced.length > 0 ? "notice is-warning" : ""} role="status">
        {displaced.length > 0 && <Icon name="alert" />}
        {displaced.length > 0 ? t("capacity-displaces", { count: displaced.length }) : t("capacity-displaces-none")}
      </p>
      {displaced.length > 0 && <Displaced ids={displaced} />}
      {!isAdmin.value && <p class="hint">{t("capacity-not-yours")}</p>}
      <Refused fault={fault.value} />
      <div class="form-end">
        <Button onClick={put<Asked | null>(asked, null)}>{t("cancel")}</Button>
        {isAdmin.value && (
          <Button look="primary" icon="check" busy={busy.value} onClick={act(send)}>
            {t("capacity-go")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Who would lose a place, each a way to its card; of many the first. */
function Displaced({ ids }: { ids: readonly string[] }) {
  const site = useSite();
  const { found } = useRead(ids.join(), () => Promise.all(ids.slice(0, SHOWN).map((id) => readOne(site, id))));
  if (!found) return null;
  return (
    <div class="displaced" tabIndex={0} role="group" aria-label={t("state-displaced")}>
      <ReservationRows found={found} />
      {ids.length > SHOWN && <p class="hint">{t("and-more", { count: ids.length - SHOWN })}</p>}
    </div>
  );
}
