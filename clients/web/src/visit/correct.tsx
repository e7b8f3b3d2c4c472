import { useSignal } from "@preact/signals";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Refused, Select } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";
import type { ActProps } from "./acts";
import { REASON_CODES } from "./reason";

const SUBJECTS = ["vehicle", "lane", "bay", "duplicate_of"] as const;

/** Puts right what was recorded wrongly; the old record stays beside the new. */
export function CorrectForm({ visit, done }: ActProps) {
  const site = useSite();
  const subject = useSignal<string>("vehicle");
  const value = useSignal(visit.vehicle.plate);
  const lane = useSignal(visit.lane);
  const code = useSignal("mistake");
  const { busy, fault, run } = useActing();
  const submit = async (): Promise<void> => {
    const right =
      subject.value === "vehicle"
        ? { plate: value.value, country: visit.vehicle.country }
        : subject.value === "lane"
          ? lane.value
          : value.value;
    const body = { [subject.value]: right, reason: { code: code.value } };
    if (!(await run(() => site.client.post(`/v1/visits/${visit.id}/correct`, body)))) return;
    say(t("done-correct", { plate: visit.vehicle.plate }));
    done();
  };
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t("correct-title")}</h3>
      <Select
        label={t("correct-what")}
        value={subject}
        options={SUBJECTS.map((name) => ({ value: name, text: t(`correct-${name.replace("_", "-")}`) }))}
      />
      {subject.value === "lane" ? (
        <Select label={t("lane")} value={lane} options={site.site.lanes.map((other) => ({ value: other.code, text: other.code }))} />
      ) : (
        <Field label={t(`correct-${subject.value.replace("_", "-")}`)} value={value} upper={subject.value === "vehicle"} required />
      )}
      <Select label={t("reason")} value={code} options={REASON_CODES.map((name) => ({ value: name, text: t(`reason-${name}`) }))} />
      <Refused fault={fault.value} />
      <div class="form-end">
        <Button look="primary" submit busy={busy.value} disabled={!value.value.trim()}>
          {t("act-correct")}
        </Button>
      </div>
    </form>
  );
}
