import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { t } from "../words/words";

interface Asked {
  id: string;
  visits: string[];
  reason: string;
  by: string;
  mine: boolean;
}

const LOOK_AGAIN_MS = 5_000;

/** Calls out of turn that another operator asked for, and that this one may agree to. */
export function SecondWanted() {
  const { client, site, visits } = useSite();
  const asked = useSignal<Asked[]>([]);
  const { busy, fault, run } = useActing();
  const path = `/v1/sites/${site.code}/overrides`;
  const look = async (): Promise<void> => {
    const found = await client.get<{ items: Asked[] }>(`${path}/asked`).catch(() => null);
    if (found) asked.value = found.items;
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [site.code]);
  const agree = async (id: string): Promise<void> => {
    await run(() => client.post(`${path}/${id}/confirm`, {}));
    await look();
  };
  if (asked.value.length === 0) return null;
  return (
    <ul class="second">
      {asked.value.map((each) => (
        <li key={each.id}>
          <p>
            {t("second-wanted", { plates: each.visits.map((visit) => visits.plate(visit) ?? "…").join(", ") })}{" "}
            <small>{t(`reason-${each.reason}`)}</small> <code>{each.by}</code>
          </p>
          {each.mine ? (
            <small>{t("second-yours")}</small>
          ) : (
            <Button look="primary" busy={busy.value} onClick={() => void agree(each.id)}>
              {t("second-confirm")}
            </Button>
          )}
        </li>
      ))}
      <Refused fault={fault.value} />
    </ul>
  );
}
