/** Hours without power: the queue on paper beforehand, and what was written on it afterwards. */
import { signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Problem, sentence } from "../api/problem";
import { DrawerHead } from "../console/drawer-head";
import { TONGUES } from "../console/tongues";
import { type SiteView, useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { Icon } from "../ui/icons";
import { language, t } from "../words/words";

const EVENTS = ["arrived", "admitted", "parked", "released", "departed", "left", "turned_away"] as const;

interface PaperLine {
  vehicle: string;
  event: string;
  at: string;
  lane?: string;
  bay?: string;
}

interface Report {
  recorded: number;
  known: number;
  unfit: number;
  items: {
    line: number;
    outcome: "recorded" | "known" | "unfit";
    problem: ({ code: string; detail: string } & Record<string, unknown>) | null;
  }[];
}

/** Kept while other drawers are open: a night's list takes its time. */
const lines = signal<PaperLine[]>([]);

export function Paper() {
  return (
    <>
      <DrawerHead title={t("paper")} under={t("paper-lead")} />
      <div class="drawer-body">
        <PrintList />
        <Written />
      </div>
    </>
  );
}

function PrintList() {
  const { site } = useSite();
  const tongue = useSignal(language.value);
  return (
    <section class="paper-part">
      <h3>{t("paper-print")}</h3>
      <Select label={t("language")} value={tongue} options={TONGUES.map(({ tag, name }) => ({ value: tag, text: name }))} />
      <a
        class="button quiet"
        href={`/v1/sites/${encodeURIComponent(site.code)}/queue.pdf?lang=${tongue.value}`}
        target="_blank"
        rel="noopener"
      >
        <Icon name="print" />
        <span>{t("paper-print-go")}</span>
      </a>
    </section>
  );
}

function Written() {
  const site = useSite();
  const report = useSignal<Report | null>(null);
  const { busy, fault, run } = useActing();
  const send = (body: unknown, kind?: string) => async (): Promise<void> => {
    report.value = await takeIn(site, body, kind);
    if (!kind) lines.value = lines.value.filter((_, i) => report.value?.items[i]?.outcome === "unfit");
  };
  return (
    <section class="paper-part">
      <h3>{t("paper-enter")}</h3>
      <p class="hint">{t("paper-enter-hint")}</p>
      <OneLine />
      <ol class="paper-lines">
        {lines.value.map((line, place) => (
          <li key={place}>
            <b class="plate">{line.vehicle}</b>
            <span>{[eventText(line.event), line.lane ?? line.bay].filter(Boolean).join(" · ")}</span>
            <time>{line.at}</time>
            <Button look="plain" icon="close" label={t("paper-remove")} onClick={() => drop(place)} />
          </li>
        ))}
      </ol>
      <Refused fault={fault.value} />
      <div class="paper-acts">
        <CsvButton take={(text) => void run(send(text, "text/csv"))} />
        <Button
          look="primary"
          icon="check"
          busy={busy.value}
          disabled={lines.value.length === 0}
          onClick={() => void run(send({ items: lines.value }))}
        >
          {t("paper-go", { count: lines.value.length })}
        </Button>
      </div>
      {report.value && <Told report={report.value} />}
    </section>
  );
}

function takeIn(site: SiteView, body: unknown, kind?: string): Promise<Report> {
  return site.client.post<Report>(`/v1/sites/${site.site.code}/paper-lines`, body, kind ? { kind } : {});
}

function eventText(event: string): string {
  return t(`paper-${event.replace("_", "-")}`);
}

function drop(place: number): void {
  lines.value = lines.value.filter((_, i) => i !== place);
}

function OneLine() {
  const { site } = useSite();
  const [vehicle, event, at, lane, bay] = [useSignal(""), useSignal<string>("admitted"), useSignal(""), useSignal(""), useSignal("")];
  const isReady = vehicle.value.trim() !== "" && at.value.trim() !== "" && (event.value !== "parked" || bay.value.trim() !== "");
  const add = (): void => {
    if (!isReady) return;
    const line: PaperLine = { vehicle: vehicle.value.trim(), event: event.value, at: at.value.trim() };
    if (event.value === "arrived" && lane.value) line.lane = lane.value;
    if (event.value === "parked") line.bay = bay.value.trim();
    lines.value = [...lines.value, line];
    vehicle.value = bay.value = "";
  };
  const lanes = [{ value: "", text: t("paper-lane-reserved") }, ...site.lanes.map(({ code }) => ({ value: code, text: code }))];
  return (
    <Form class="paper-line" onSend={add}>
      <Field label={t("plate-or-reference")} value={vehicle} upper />
      <Select label={t("paper-event")} value={event} options={EVENTS.map((value) => ({ value, text: eventText(value) }))} />
      <Field label={t("paper-at")} value={at} hint={t("paper-at-hint")} />
      {event.value === "arrived" && <Select label={t("lane")} value={lane} options={lanes} />}
      {event.value === "parked" && <Field label={t("bay")} value={bay} upper />}
      <Button icon="plus" submit disabled={!isReady}>
        {t("paper-add")}
      </Button>
    </Form>
  );
}

function CsvButton({ take }: { take(text: string): void }) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        hidden
        onChange={(event) => {
          void event.currentTarget.files?.[0]?.text().then(take);
          event.currentTarget.value = "";
        }}
      />
      <Button icon="file" onClick={() => document.getElementById(id)?.click()}>
        {t("paper-file")}
      </Button>
    </>
  );
}

/** What was taken in; and what did not fit, line by line, with why. */
function Told({ report }: { report: Report }) {
  return (
    <div class={`notice${report.unfit > 0 ? " is-warning" : ""}`} role="status">
      <Icon name={report.unfit > 0 ? "alert" : "check"} />
      <div>
        <p>{t("paper-report", { recorded: report.recorded, known: report.known, unfit: report.unfit })}</p>
        <ul>
          {report.items.map(
            ({ line, problem }) =>
              problem && (
                <li key={line}>
                  {t("paper-unfit", { line })} {sentence(new Problem(409, problem.code, problem.detail, problem))}
                </li>
              ),
          )}
        </ul>
      </div>
    </div>
  );
}
