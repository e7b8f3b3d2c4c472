import { useSignal } from "@preact/signals";
import { asProblem } from "../api/problem";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";

export interface Reason {
  code: string;
  text?: string;
}

export const REASON_CODES = ["perishable", "medical", "safety", "authority", "equipment", "mistake", "other"] as const;

export function reasonOf(code: string, text: string): Reason {
  const words = text.trim();
  return words ? { code, text: words } : { code };
}

interface Props {
  title: string;
  send(reason: Reason): Promise<unknown>;
  /** Asks for a second person, where one alone may not decide. */
  second?(reason: Reason): Promise<unknown>;
  done(): void;
}

/** The code is public and stays in the ledger for ever; the words beside it do not. */
export function ReasonForm({ title, send, second, done }: Props) {
  const code = useSignal<string>(REASON_CODES[0]);
  const text = useSignal("");
  const { busy, fault, run } = useActing();
  const reason = (): Reason => reasonOf(code.value, text.value);
  const submit = async (): Promise<void> => {
    if (await run(() => send(reason()))) done();
  };
  const ask = async (): Promise<void> => {
    if (!second || !(await run(() => second(reason())))) return;
    say(t("second-asked"));
    done();
  };
  const needsSecond = second !== undefined && fault.value !== null && asProblem(fault.value).code === "call.second_needed";
  return (
    <Form class="ask" onSend={() => void submit()}>
      <h3>{title}</h3>
      <Select label={t("reason")} value={code} options={REASON_CODES.map((value) => ({ value, text: t(`reason-${value}`) }))} />
      <Field label={t("reason-text")} value={text} hint={t("reason-hint")} />
      <Refused fault={fault.value} />
      <div class="form-end">
        {needsSecond && (
          <Button busy={busy.value} onClick={() => void ask()}>
            {t("second-ask")}
          </Button>
        )}
        <Button look="primary" submit busy={busy.value}>
          {t("confirm")}
        </Button>
      </div>
    </Form>
  );
}
