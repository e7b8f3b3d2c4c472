import { useSignal } from "@preact/signals";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { say } from "../ui/toast";
import { has, t } from "../words/words";
import type { ActProps } from "./acts";

/** Where the truck really stands, which is a fact even where another bay was given. */
export function ParkForm({ visit, done }: ActProps) {
  const site = useSite();
  const bays = site.yard.drawing.value?.bays ?? [];
  const bay = useSignal(visit.bay ?? bays[0]?.id ?? "");
  const { busy, fault, run } = useActing();
  const submit = async (): Promise<void> => {
    const isDone = await run(() => site.client.post(`/v1/visits/${visit.id}/park`, { bay: bay.value }));
    if (!isDone) return;
    say(t("done-park", { plate: visit.vehicle.plate }));
    done();
  };
  const text = (id: string, kind: string): string => {
    const status = site.yard.state.value.bays[id]?.status ?? "free";
    return `${id} · ${has(`kind-${kind}`) ? t(`kind-${kind}`) : kind} · ${t(`bay-${status}`)}`;
  };
  return (
    <Form class="ask" onSend={() => void submit()}>
      <h3>{t("park-title")}</h3>
      {bays.length > 0 ? (
        <Select label={t("bay")} value={bay} options={bays.map(({ id, kind }) => ({ value: id, text: text(id, kind) }))} />
      ) : (
        <Field label={t("bay")} value={bay} required />
      )}
      <Refused fault={fault.value} />
      <div class="form-end">
        <Button look="primary" submit busy={busy.value} disabled={!bay.value}>
          {t("act-park")}
        </Button>
      </div>
    </Form>
  );
}
