import { useSignal, type Signal } from "@preact/signals";
import type { Visit } from "../api/types";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";
import type { ActProps } from "./acts";
import { REASON_CODES, reasonOf } from "./reason";

const SUBJECTS = ["vehicle", "lane", "bay", "duplicate_of", "instead"] as const;
const INSIDE = ["admitted", "parked", "released"];
type Subject = (typeof SUBJECTS)[number];
type Values = Record<Subject, Signal<string>>;

const wordOf = (subject: Subject): string => t(`correct-${subject.replace("_", "-")}`);

/** Puts right what was recorded wrongly; the old record stays beside the new. */
export function CorrectForm({ visit, done }: ActProps) {
  const site = useSite();
  const subject = useSignal<string>("vehicle");
  const values: Values = {
    vehicle: useSignal(visit.vehicle.plate),
    lane: useSignal(visit.lane),
    bay: useSignal(visit.bay ?? ""),
    duplicate_of: useSignal(""),
    instead: useSignal(""),
  };
  const code = useSignal("mistake");
  const text = useSignal("");
  const { busy, fault, run } = useActing();
  const name = subject.value as Subject;
  const subjects = SUBJECTS.filter((each) => each !== "instead" || INSIDE.includes(visit.status));
  const submit = async (): Promise<void> => {
    const body = { [name]: correction(visit, name, values[name].value.trim()), reason: reasonOf(code.value, text.value) };
    if (!(await run(() => site.client.post(`/v1/visits/${visit.id}/correct`, body)))) return;
    say(t("done-correct", { plate: visit.vehicle.plate }));
    done();
  };
  return (
    <Form class="ask" onSend={() => void submit()}>
      <h3>{t("correct-title")}</h3>
      <Select label={t("correct-what")} value={subject} options={subjects.map((value) => ({ value, text: wordOf(value) }))} />
      <ValueField key={name} visit={visit} subject={name} value={values[name]} />
      <Select label={t("reason")} value={code} options={REASON_CODES.map((value) => ({ value, text: t(`reason-${value}`) }))} />
      <Field label={t("reason-text")} value={text} hint={t("reason-hint")} />
      <Refused fault={fault.value} />
      <div class="form-end">
        <Button look="primary" submit busy={busy.value} disabled={!values[name].value.trim()}>
          {t("act-correct")}
        </Button>
      </div>
    </Form>
  );
}

function correction(visit: Visit, subject: Subject, value: string): unknown {
  return subject === "vehicle" ? { ...visit.vehicle, plate: value } : value;
}

function ValueField({ visit, subject, value }: { visit: Visit; subject: Subject; value: Signal<string> }) {
  const { site, yard, queue, visits } = useSite();
  if (subject === "instead" || subject === "duplicate_of") {
    const waiting = [...queue.order.value.lines.values()].flat().flatMap(({ item }) => (item ? [item.visit] : []));
    const inside = subject === "instead" ? [] : Object.keys(yard.state.value.visits);
    const others = [...new Set([...waiting, ...inside])].filter((each) => each !== visit.id);
    const named = others.map((each) => ({ value: each, text: visits.plate(each) ?? each }));
    return <Select label={wordOf(subject)} value={value} options={[{ value: "", text: "–" }, ...named]} />;
  }
  const bays = yard.drawing.value?.bays ?? [];
  const known = subject === "lane" ? site.lanes.map(({ code }) => code) : subject === "bay" ? bays.map(({ id }) => id) : [];
  if (known.length === 0) return <Field label={wordOf(subject)} value={value} upper={subject === "vehicle"} required />;
  return <Select label={wordOf(subject)} value={value} options={["", ...known].map((each) => ({ value: each, text: each || "–" }))} />;
}
