import { useId } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { toggled } from "../bookings/store";
import { Button, type Option } from "../ui/form";
import { Icon } from "../ui/icons";
import { spanText, weekdayName } from "../ui/time";
import { has, t } from "../words/words";
import { WEEK } from "../weekly/types";
import { closedOrNot, type Exception, type Fault, minutesOf, type Rule, wallTime } from "./document";

const STEPS = [10, 15, 20, 30, 45, 60, 90, 120, 180, 240];

interface Row<T> {
  one: T;
  faults: readonly Fault[];
  change(one: T): void;
  remove(): void;
}

/** One line of weekly hours. */
export function RuleRow({ one, faults, change, remove }: Row<Rule>) {
  return (
    <li class="hours-row">
      <div class="day-toggles" role="group" aria-label={t("weekly-days")}>
        {WEEK.map((name, i) => (
          <button
            key={name}
            type="button"
            aria-pressed={one.days.includes(name)}
            onClick={() => change({ ...one, days: WEEK.filter((day) => toggled(one.days, name).includes(day)) })}
          >
            {weekdayName(i)}
          </button>
        ))}
      </div>
      <Time label={t("weekly-from")} value={one.from} change={(from) => change({ ...one, from })} />
      <Time label={t("weekly-to")} value={one.to} change={(to) => change({ ...one, to })} />
      <Span label={t("calendar-every")} value={one.every} change={(every) => change({ ...one, every })} />
      <Span label={t("calendar-length")} value={one.length} change={(length) => change({ ...one, length })} />
      <Places value={one.capacity} change={(capacity) => change({ ...one, capacity: capacity ?? 0 })} />
      <Button look="plain" icon="close" label={t("remove")} onClick={remove} />
      {one.days.length === 0 && <p class="row-fault">{t("calendar-choose-days")}</p>}
      <Faults faults={faults} />
    </li>
  );
}

/** One date that is not as its weekday. */
export function ExceptionRow({ one, faults, change, remove, lanes }: Row<Exception> & { lanes: readonly string[] }) {
  const kinds = [
    { value: "closed", text: t("calendar-closed") },
    { value: "hours", text: t("calendar-other-hours") },
  ];
  const all = [{ value: "", text: t("all-lanes") }, ...lanes.map((code) => ({ value: code, text: code }))];
  return (
    <li class="hours-row is-exception">
      <Labelled label={t("calendar-date")}>
        {(id) => (
          <input id={id} type="date" value={one.date} required onInput={(event) => change({ ...one, date: event.currentTarget.value })} />
        )}
      </Labelled>
      <Choice label={t("lane")} value={one.lane ?? ""} options={all} choose={(lane) => change({ ...one, lane: lane || null })} />
      <Choice
        label={t("calendar-what")}
        value={one.closed ? "closed" : "hours"}
        options={kinds}
        choose={(kind) => change(closedOrNot(one, kind === "closed"))}
      />
      {!one.closed && (
        <>
          <Time label={t("weekly-from")} value={one.from ?? ""} change={(from) => change({ ...one, from })} />
          <Time label={t("weekly-to")} value={one.to ?? ""} change={(to) => change({ ...one, to })} />
          <Places value={one.capacity ?? null} change={(capacity) => change({ ...one, capacity })} />
        </>
      )}
      <Labelled label={t("reason")}>
        {(id) => <input id={id} value={one.reason ?? ""} onInput={(event) => change({ ...one, reason: event.currentTarget.value })} />}
      </Labelled>
      <Button look="plain" icon="close" label={t("remove")} onClick={remove} />
      <Faults faults={faults} />
    </li>
  );
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  const worded = ({ code, text }: Fault): string => {
    const id = `fault-${code.replaceAll(/[._]/g, "-")}`;
    return has(id) ? t(id) : text;
  };
  return (
    <p class="row-fault" role="alert">
      <Icon name="alert" /> {faults.map(worded).join(" ")}
    </p>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => preact.ComponentChildren }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly Option[];
  choose(value: string): void;
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Not the browser's own: that knows no 24:00. */
function Time({ label, value, change }: { label: string; value: string; change(value: string): void }) {
  const isWrong = useSignal(false);
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          class="is-time"
          value={value}
          inputMode="numeric"
          placeholder="07:00"
          aria-invalid={isWrong.value}
          onChange={(event) => {
            const found = wallTime(event.currentTarget.value);
            isWrong.value = found === null;
            if (found === null) return;
            event.currentTarget.value = found;
            change(found);
          }}
        />
      )}
    </Labelled>
  );
}

function Span({ label, value, change }: { label: string; value: string; change(value: string): void }) {
  const own = minutesOf(value);
  const steps = STEPS.includes(own) ? STEPS : [...STEPS, own].sort((a, b) => a - b);
  return (
    <Choice
      label={label}
      value={String(own)}
      options={steps.map((minutes) => ({ value: String(minutes), text: spanText(minutes) }))}
      choose={(minutes) => change(`PT${minutes}M`)}
    />
  );
}

function Places({ value, change }: { value: number | null; change(value: number | null): void }) {
  return (
    <Labelled label={t("calendar-places")}>
      {(id) => (
        <input
          id={id}
          class="is-time"
          type="number"
          min={0}
          max={10_000}
          value={value ?? ""}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            change(typed === "" ? null : Math.max(0, Math.round(Number(typed))));
          }}
        />
      )}
    </Labelled>
  );
}
