import { useComputed, useSignal, type Signal } from "@preact/signals";
import { aside } from "../api/problem";
import { useSite } from "../site/site";
import { Button, put, Refused, Segments, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { rem } from "../ui/rem";
import { VirtualList } from "../ui/virtual";
import { t } from "../words/words";
import { CallNext } from "./call-next";
import { ComingTrucks } from "./coming";
import { type Filter, rowsOf } from "./filter";
import { Finding } from "./finding";
import { QueueRow } from "./row";
import { SecondWanted } from "./second";

/** Rows grow with the type on a wall screen. */
const ROW_REM = 3.7;

export function QueuePanel() {
  const site = useSite();
  const chosen = useSignal<string | null>(null);
  const filter = useSignal<Filter>({ lane: "", text: "" });
  const lines = useComputed(() => Object.keys(site.queue.state.value?.lines ?? {}).sort());
  const line = lines.value.find((name) => name === chosen.value) ?? lines.value[0] ?? "";
  return (
    <section class="panel queue" aria-labelledby="queue-title">
      <header class="panel-head">
        <h2 id="queue-title">{t("queue")}</h2>
        <Total />
        <span class="gap" />
        <Button icon="print" label={t("paper")} onClick={() => site.open({ is: "paper" })} />
        <Button icon="plus" onClick={() => site.open({ is: "check-in" })}>
          {t("check-in")}
        </Button>
      </header>
      {lines.value.length > 1 && <Lines lines={lines.value} line={line} chosen={chosen} />}
      <Filters filter={filter} line={line} />
      <Refused fault={aside(site.queue.fault.value)} />
      {site.company === null && <SecondWanted />}
      {site.company === null && <ComingTrucks />}
      <Rows line={line} filter={filter} />
      <CallNext line={line} lane={filter.value.lane} />
    </section>
  );
}

function Total() {
  const waiting = useSite().queue.state.value?.waiting;
  return waiting === undefined ? null : <span class="count">{t("trucks", { count: waiting })}</span>;
}

function Lines({ lines, line, chosen }: { lines: string[]; line: string; chosen: Signal<string | null> }) {
  const counts = useSite().queue.state.value?.lines ?? {};
  const text = (name: string) => (
    <>
      {name} <b>{counts[name] ?? 0}</b>
    </>
  );
  const options = lines.map((name) => ({ value: name, text: text(name) }));
  return <Segments label={t("lines")} chosen={line} options={options} choose={(name) => put<string | null>(chosen, name)()} />;
}

function Filters({ filter, line }: { filter: Signal<Filter>; line: string }) {
  const site = useSite();
  const lanes = site.site.lanes
    .map((lane) => lane.code)
    .filter((code) => site.queue.state.value?.lanes[code] !== undefined || site.site.lanes.length < 6);
  const set = (part: Partial<Filter>): void => {
    filter.value = { ...filter.value, ...part };
  };
  return (
    <div class="filters">
      <label class="search">
        <Icon name="search" />
        <input
          id="find"
          type="search"
          placeholder={t("find-plate")}
          aria-label={t("find-plate")}
          value={filter.value.text}
          spellcheck={false}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <select aria-label={t("filter-lane")} value={filter.value.lane} onChange={(event) => set({ lane: event.currentTarget.value })}>
        <option value="">{t("all-lanes")}</option>
        {lanes.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </select>
      {filter.value.text && <Finding text={filter.value.text} line={line} />}
    </div>
  );
}

function Rows({ line, filter }: { line: string; filter: Signal<Filter> }) {
  const site = useSite();
  void site.visits.version.value;
  const order = site.queue.order.value;
  const rows = rowsOf(order.lines.get(line) ?? [], filter.value, (id) => site.visits.plate(id));
  const panel = site.panel.value;
  if (order.seq < 0 && !site.queue.fault.value) return <Skeleton rows={9} />;
  return (
    <VirtualList
      items={rows}
      rowHeight={Math.round(ROW_REM * rem.value)}
      label={t("queue")}
      keyOf={(row) => row.entry.key}
      selected={panel?.is === "visit" ? panel.id : null}
      onOpen={(row) => row.entry.item && site.open({ is: "visit", id: row.entry.item.visit })}
      row={(row) => <QueueRow row={row} line={line} />}
      empty={<Empty isFiltered={filter.value.text !== "" || filter.value.lane !== ""} />}
    />
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div class="empty">
      <Icon name="truck" />
      <p>{t(isFiltered ? "no-match" : "queue-empty")}</p>
    </div>
  );
}
