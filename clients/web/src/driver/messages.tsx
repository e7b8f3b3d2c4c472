import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Wish } from "../api/types";
import { useActing } from "../ui/acting";
import { Button, Field, Form, put, Refused } from "../ui/form";
import { t } from "../words/words";
import type { DriverView } from "./view";

/** Whether this driver is told things by message, at which number, and how to end it. */
export function MessagesPart({ view, reservation }: { view: DriverView; reservation: string }) {
  const wish = useSignal<Wish | null>(null);
  const isGiving = useSignal(false);
  const number = useSignal("");
  const { busy, fault, run } = useActing();
  const path = `/v1/reservations/${reservation}/messages`;
  useEffect(
    () =>
      void view.client.get<Wish>(path).then(
        (found) => {
          wish.value = found;
        },
        () => undefined,
      ),
    [path],
  );
  const want = (body: { wanted: boolean; number?: string }): void =>
    void run(async () => {
      wish.value = await view.client.post<Wish>(path, body);
      isGiving.value = false;
    });
  const now = wish.value;
  if (!now?.carried) return null;
  const asksNumber = isGiving.value || !now.number;
  return (
    <section class="tile messages">
      <h2>{t("messages")}</h2>
      <p role="status">{said(now)}</p>
      {asksNumber && (
        <Form class="stack" onSend={() => want({ wanted: true, number: number.value.trim() })}>
          <Field label={t("messages-number")} value={number} type="tel" inputMode="tel" autocomplete="tel" required />
          <Button submit busy={busy.value} disabled={number.value.trim() === ""}>
            {t("messages-save")}
          </Button>
        </Form>
      )}
      <Refused fault={fault.value} />
      {!asksNumber && (
        <div class="stack">
          <Button onClick={put(isGiving, true)}>{t("messages-other")}</Button>
          {!now.by_reply && (
            <Button busy={busy.value} onClick={() => want({ wanted: !now.wanted })}>
              {t(now.wanted ? "messages-end" : "messages-begin")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function said({ number, wanted, by_reply }: Wish): string {
  if (!number) return t("messages-none");
  if (by_reply) return t("messages-by-reply");
  return t(wanted ? "messages-on" : "messages-off", { number });
}
