import { useSignal } from "@preact/signals";
import type { Page, Visit } from "../api/types";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { say } from "../ui/toast";
import { reasonOf } from "../visit/reason";
import { t } from "../words/words";

const CODES = ["customs", "quarantine", "safety", "other"] as const;
const OVER: readonly Visit["status"][] = ["released", "departed", "left", "turned_away"];

/** An authority names a vehicle by its plate, wherever it is at the site, and says why. */
export function OrderForm({ done }: { done(): Promise<void> }) {
  const { client, site } = useSite();
  const plate = useSignal("");
  const code = useSignal<string>(CODES[0]);
  const text = useSignal("");
  const isAbsent = useSignal(false);
  const { busy, fault, run } = useActing();
  const order = async (): Promise<void> => {
    const named = plate.value.trim();
    const { items } = await client.get<Page<Visit>>("/v1/visits", { site: site.code, plate: named });
    const here = items.find(({ status }) => !OVER.includes(status));
    isAbsent.value = here === undefined;
    if (!here) return;
    await client.post(`/v1/visits/${here.id}/inspect`, { reason: reasonOf(code.value, text.value) });
    plate.value = text.value = "";
    await done();
    say(t("inspect-done-ordered", { plate: here.vehicle.plate }));
  };
  return (
    <Form class="ask inspect-order" onSend={() => void (plate.value.trim() && run(order))}>
      <Field label={t("plate")} value={plate} upper />
      <Select label={t("reason")} value={code} options={CODES.map((value) => ({ value, text: t(`reason-${value}`) }))} />
      <Field label={t("reason-text")} value={text} />
      <Button look="primary" submit busy={busy.value} icon="search">
        {t("inspect-order")}
      </Button>
      {isAbsent.value && <p role="alert">{t("inspect-absent")}</p>}
      <Refused fault={fault.value} />
    </Form>
  );
}
