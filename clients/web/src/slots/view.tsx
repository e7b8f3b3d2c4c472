import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Slot } from "../api/types";
import { ClassChip } from "../queue/row";
import { aside } from "../api/problem";
import { laneClass, useSite } from "../site/site";
import { Button, put, Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock, dateOf } from "../ui/time";
import { t } from "../words/words";
import { DayChoice } from "./day";
import { DrawsButton } from "./draws";
import { Sections } from "./sections";
import { lotText } from "../booking/said";
import { sharesOf, type Sheet, sheetOf } from "./sheet";
import { readDay, useRead } from "./store";

export function SlotsView() {
  const site = useSite();
  const today = site.now.value === null ? null : dateOf(site.now.value, site.zone);
  const chosen = useSignal<string | null>(null);
  const date = chosen.value ?? today;
  const { found: slots, fault } = useRead(date, () => readDay(site, date!));
  const lanes = site.site.lanes.map((lane) => lane.code);
  return (
    <section class="panel slots" aria-labelledby="slots-title">
      <header class="panel-head">
        <h2 id="slots-title">{t("slots")}</h2>
        <Sections />
        {date && <DayChoice date={date} today={today} choose={(other) => put(chosen, other)()} />}
        <span class="gap" />
        <DrawsButton />
        <Button icon="search" onClick={() => site.open({ is: "reservations" })}>
          {t("find-reservation")}
        </Button>
        <Button look="primary" icon="plus" onClick={() => site.open({ is: "reserve", slot: null, lane: null, date })}>
          {t("reserve")}
        </Button>
      </header>
      <Refused fault={aside(fault)} />
      {slots === null && !fault && <Skeleton rows={4} />}
      {slots && <SheetGrid sheet={sheetOf(slots, lanes)} />}
      {slots && slots.length > 0 && (
        <footer class="sheet-foot">
          <SlotKey hasLots={slots.some(({ draw }) => draw)} />
        </footer>
      )}
    </section>
  );
}

function SlotKey({ hasLots }: { hasLots: boolean }) {
  return (
    <ul class="legend slot-key">
      {["taken", "held", "free"].map((name) => (
        <li key={name}>
          <i class={`swatch slot-${name}`} aria-hidden="true" />
          {t(`slot-${name}`)}
        </li>
      ))}
      {hasLots && (
        <li>
          <Icon name="lot" /> {t("draws")}
        </li>
      )}
      <li>{t("slot-number")}</li>
    </ul>
  );
}

function SheetGrid({ sheet }: { sheet: Sheet }) {
  const { site, zone } = useSite();
  const box = useNow(sheet);
  if (sheet.times.length === 0)
    return (
      <div class="empty">
        <Icon name="slots" />
        <p>{t("no-slots")}</p>
      </div>
    );
  return (
    <div class="sheet-scroll" ref={box} tabIndex={0} role="group" aria-labelledby="slots-title">
      <table class="sheet" style={{ "--rows": String(sheet.rows.length) }}>
        <thead>
          <tr>
            <th scope="col">{t("lane")}</th>
            {sheet.times.map((time) => (
              <th key={time} scope="col">
                {clock(time, zone)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.lane}>
              <th scope="row">
                <span>{row.lane}</span>
                <span class="lane-under">
                  <ClassChip name={laneClass(site, row.lane)} />
                  <small>{t("taken-of", { taken: row.taken, capacity: row.capacity })}</small>
                </span>
              </th>
              {row.cells.map((slot, i) => (
                <td key={sheet.times[i]}>{slot && <Cell slot={slot} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Scrolls the sheet to what can still be reserved. */
function useNow(sheet: Sheet) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const current = sheet.times.findIndex((_, i) => sheet.rows.some((row) => row.cells[i] && row.cells[i].status !== "past"));
    const column = box.current?.querySelectorAll<HTMLElement>("thead th")[current + 1];
    if (!box.current || !column) return;
    if (current < 1) box.current.scrollLeft = 0;
    else box.current.scrollLeft = column.offsetLeft - box.current.querySelector("th")!.offsetWidth - 60;
  }, [sheet.times[0]]);
  return box;
}

function Cell({ slot }: { slot: Slot }) {
  const site = useSite();
  const { taken, held } = sharesOf(slot);
  const lot = lotText(slot, site.now.value ?? 0);
  const figures = `${t("free-count", { count: slot.free })}, ${t("taken-of", { taken: slot.taken, capacity: slot.capacity })}`;
  const text = `${slot.lane} ${clock(slot.starts_at, site.zone)}: ${figures}, ${t(`slot-status-${slot.status}`)}${lot ? `. ${lot}` : ""}`;
  const isChosen = site.panel.value?.is === "reserve" && site.panel.value.slot === slot.id;
  return (
    <button
      type="button"
      class={`cell is-${slot.status}${isChosen ? " is-chosen" : ""}`}
      disabled={slot.status !== "open" && slot.status !== "full"}
      aria-label={text}
      title={text}
      onClick={() => site.open({ is: "reserve", slot: slot.id, lane: slot.lane, date: slot.local_date })}
    >
      <i class="cell-taken" style={{ height: `${taken}%` }} />
      <i class="cell-held" style={{ height: `${held}%`, bottom: `${taken}%` }} />
      {slot.status !== "closed" && <b>{slot.free}</b>}
      {lot && <Icon name="lot" />}
    </button>
  );
}
