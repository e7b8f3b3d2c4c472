import { useSignal } from "@preact/signals";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { t } from "../words/words";

export interface Reason {
  code: string;
  text?: string;
}

export const REASON_CODES = ["perishable", "medical", "safety", "authority", "equipment", "mistake", "other"] as const;

interface Props {
  title: string;
  send(reason: Reason): Promise<unknown>;
  done(): void;
}

/** The code is public and stays in the ledger for ever; the words beside it do not. */
export function ReasonForm({ title, send, done }: Props) {
  const code = useSignal<string>(REASON_CODES[0]);
  const text = useSignal("");
  const { busy, fault, run } = useActing();
  const submit = async (): Promise<void> => {
    const words = text.value.trim();
    if (await run(() => send(words ? { code: code.value, text: words } : { code: code.value }))) done();
  };
  return (
    <Form class="ask" onSend={() => void submit()}>
      <h3>{title}</h3>
      <Select label={t("reason")} value={code} options={REASON_CODES.map((value) => ({ value, text: t(`reason-${value}`) }))} />
      <Field label={t("reason-text")} value={text} hint={t("reason-hint")} />
      <Refused fault={fault.value} />
      <div class="form-end">
        <Button look="primary" submit busy={busy.value}>
          {t("confirm")}
        </Button>
      </div>
    </Form>
  );
}
