import { useSignal } from "@preact/signals";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { closeLane } from "./closures";

const MINUTES = [15, 30, 60, 120, 240];

/** Stops a lane, or the whole site, from now on. */
export function CloseLane({ lane }: { lane: string | null }) {
  const site = useSite();
  const which = useSignal(lane ?? "");
  const until = useSignal("lifted");
  const reason = useSignal("");
  const { busy, fault, run } = useActing();
  const send = async (): Promise<void> => {
    const now = site.now.value ?? 0;
    const to = until.value === "lifted" ? null : new Date(now + Number(until.value) * 60_000).toISOString();
    await closeLane(site, { lane: which.value || null, to, reason: reason.value.trim() });
    say(t("lane-was-closed", { lane: which.value || site.site.name }));
    site.open(null);
  };
  const lanes = [{ value: "", text: t("whole-site") }, ...site.site.lanes.map(({ code }) => ({ value: code, text: code }))];
  const ends = [
    { value: "lifted", text: t("until-lifted") },
    ...MINUTES.map((m) => ({ value: String(m), text: t("for-minutes", { count: m }) })),
  ];
  return (
    <>
      <DrawerHead title={t("lane-stop-title")} under={t("lane-stop-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Select label={t("lane")} value={which} options={lanes} />
        <Select label={t("until-label")} value={until} options={ends} />
        <Field label={t("reason")} value={reason} required hint={t("reason-public-hint")} />
        <Refused fault={fault.value} />
        <div class="form-end">
          <Button look="danger" icon="stop" submit busy={busy.value} disabled={!reason.value.trim()}>
            {t("lane-stop")}
          </Button>
        </div>
      </Form>
    </>
  );
}
