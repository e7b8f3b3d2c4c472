import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Reservation, Rulebook } from "../api/types";
import { CAUSES, causeText } from "../booking/said";
import { Button, Field, Form, put, Refused, Select } from "../ui/form";
import { clock, day, when } from "../ui/time";
import { t } from "../words/words";
import { useOperation } from "./acts";
import type { DriverView } from "./view";

interface Props {
  view: DriverView;
  found: Reservation;
}

/** Why it was missed, what that costs, and what can be said against it. */
export function Missed({ view, found }: Props) {
  const { missed, arrive } = found;
  if (!missed) return null;
  const counts = missed.struck && !found.forgiven;
  const zone = view.site.value?.zone ?? "UTC";
  return (
    <section class="tile missed">
      {arrive && <p>{t("missed-why", { until: clock(arrive.until, zone) })}</p>}
      {counts ? <Cost view={view} site={found.site} /> : <p>{t("missed-free")}</p>}
      <Appeal view={view} found={found} zone={zone} />
    </section>
  );
}

function Cost({ view, site }: { view: DriverView; site: string }) {
  const rulebook = useSignal<Rulebook | null>(null);
  useEffect(() => {
    view.client.get<Rulebook>(`/v1/sites/${site}/rulebook`).then(
      (found) => put<Rulebook | null>(rulebook, found)(),
      () => undefined, // what it costs can wait until the network is back
    );
  }, [site]);
  if (!rulebook.value) return null;
  const { misses, days, block_days: block } = rulebook.value.strikes;
  return <p>{t("missed-counts", { misses, days, block })}</p>;
}

function Appeal({ view, found, zone }: Props & { zone: string }) {
  const isAsking = useSignal(false);
  const { appeal, missed } = found;
  if (appeal)
    return (
      <>
        <p class="quiet">
          {t("appeal-sent", { at: `${day(appeal.at, zone)}, ${clock(appeal.at, zone)}`, cause: causeText(appeal.reason) })}
        </p>
        <p role="status">
          <b>{t(`appeal-${appeal.decision ?? "open"}`)}</b>
        </p>
      </>
    );
  const until = missed?.appeal_until;
  if (!until || found.forgiven) return null;
  if (isAsking.value) return <AppealForm view={view} found={found} until={until} />;
  return <Button onClick={put(isAsking, true)}>{t("appeal")}</Button>;
}

function AppealForm({ view, found, until }: Props & { until: string }) {
  const cause = useSignal<string>(CAUSES[0]);
  const text = useSignal("");
  const { busy, fault, operate } = useOperation({ view, found });
  const send = (): void => {
    const words = text.value.trim();
    void operate("appeal", { reason: words ? { code: cause.value, text: words } : { code: cause.value } });
  };
  return (
    <Form class="stack" onSend={send}>
      <p>{t("appeal-lead", { until: when(until) })}</p>
      <Select label={t("appeal-cause")} value={cause} options={CAUSES.map((value) => ({ value, text: causeText(value) }))} />
      <Field label={t("appeal-text")} value={text} hint={t("appeal-hint")} />
      <Refused fault={fault.value} />
      <Button look="primary" submit busy={busy.value}>
        {t("appeal-send")}
      </Button>
    </Form>
  );
}
