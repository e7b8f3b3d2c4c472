import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { aside, asProblem } from "../api/problem";
import { useSite } from "../site/site";
import { DayChoice } from "../slots/day";
import { Sections } from "../slots/sections";
import { type Acting, useActing } from "../ui/acting";
import { Button, put, Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { addDays, clock, dateOf, instantOf } from "../ui/time";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { Effect, useTried } from "./effect";
import { copied, faultAt, newKey, ofDay, type Period, periodsOf, type Shift, shiftOf } from "./plan";
import { ShiftRow } from "./shift";

const HOUR_MS = 3_600_000;
const MARKS = [0, 6, 12, 18, 24];

/** A plan as it was read, and its version. */
interface Found {
  shifts: Shift[];
  tag: string | null;
}

/** The plan as the service has it, the version it was read at, and what somebody else has put meanwhile. */
interface Plan {
  shifts: Signal<Shift[] | null>;
  tag: Signal<string | null>;
  isDirty: Signal<boolean>;
  theirs: Signal<Found | null>;
  fault: Signal<unknown>;
  read(): Promise<void>;
  save(): Promise<void>;
}

function usePlan(): Plan {
  const site = useSite();
  const shifts = useSignal<Shift[] | null>(null);
  const tag = useSignal<string | null>(null);
  const isDirty = useSignal(false);
  const theirs = useSignal<Found | null>(null);
  const fault = useSignal<unknown>(null);
  const path = `/v1/sites/${site.site.code}/staffing`;
  const look = async (): Promise<Found> => {
    const { found, tag: now } = await site.client.tagged<{ periods: Period[] }>(path);
    return { shifts: found.periods.map(shiftOf), tag: now };
  };
  const take = (plan: Found): void => {
    [shifts.value, tag.value, isDirty.value, theirs.value] = [plan.shifts, plan.tag, false, null];
  };
  const read = (): Promise<void> => look().then(take, (caught) => void (fault.value = caught));
  const save = async (): Promise<void> => {
    try {
      await site.client.put(path, { periods: periodsOf(shifts.value!) }, { match: tag.value });
    } catch (caught) {
      if (asProblem(caught).code !== "version.stale") throw caught;
      theirs.value = await look();
      return;
    }
    await read();
    say(t("staffing-saved"));
  };
  useEffect(() => void read(), [site.site.code]);
  return { shifts, tag, isDirty, theirs, fault, read, save };
}

/** Who serves when: what bands, calls and the capacity of an hour rest on. */
export function StaffingView() {
  const site = useSite();
  const plan = usePlan();
  const saving = useActing();
  const today = site.now.value === null ? null : dateOf(site.now.value, site.zone);
  const chosen = useSignal<string | null>(null);
  const date = chosen.value ?? today;
  return (
    <section class="panel staffing" aria-labelledby="staffing-title">
      <header class="panel-head">
        <h2 id="staffing-title">{t("view-staffing")}</h2>
        <Sections />
        {date && <DayChoice date={date} today={today} choose={(other) => put(chosen, other)()} />}
      </header>
      <Refused fault={aside(plan.fault.value)} />
      {(plan.shifts.value === null || date === null) && !plan.fault.value && <Skeleton rows={5} />}
      {plan.shifts.value && date && <Day plan={plan} saving={saving} date={date} />}
    </section>
  );
}

function Day({ plan, saving, date }: { plan: Plan; saving: Acting; date: string }) {
  const { zone } = useSite();
  const all = plan.shifts.value!;
  const tried = useTried(all, date);
  const bounds = (on: string): [number, number] => [instantOf(on, zone), instantOf(addDays(on, 1), zone)];
  const day = bounds(date);
  const shown = ofDay(all, day);
  const set = (shifts: Shift[]): void => {
    [plan.shifts.value, plan.isDirty.value] = [shifts, true];
  };
  const faults = new Map(tried?.faults.map(({ at, text }) => [all[faultAt(at)?.index ?? -1]?.key, text]));
  const hidden = (tried?.faults ?? []).filter(({ at }) => !shown.includes(all[faultAt(at)?.index ?? -1]!));
  const toTomorrow = (): void => {
    const tomorrow = bounds(addDays(date, 1));
    set(copied(all, day, tomorrow, (at) => at + tomorrow[0] - day[0]));
    say(t("staffing-copied"));
  };
  return (
    <div class="staffing-body">
      <p class="capacity-lead">{t("staffing-lead")}</p>
      {shown.length === 0 && <p class="staffing-none">{t("staffing-none")}</p>}
      {shown.length > 0 && <Scale day={day} />}
      <ol class="shifts">
        {shown.map((shift) => (
          <ShiftRow
            key={shift.key}
            shift={shift}
            all={all}
            day={day}
            fault={faults.get(shift.key) ?? null}
            change={(changed) => set(plan.shifts.value!.map((other) => (other.key === shift.key ? changed : other)))}
            remove={() => set(all.filter((other) => other !== shift))}
          />
        ))}
      </ol>
      <div class="act-row">
        <Button icon="plus" onClick={() => set([...all, fresh(shown, day)])}>
          {t("staffing-add")}
        </Button>
        {shown.length > 0 && (
          <Button icon="arrowRight" onClick={toTomorrow}>
            {t("staffing-copy")}
          </Button>
        )}
      </div>
      {hidden.map(({ at, text }) => (
        <p key={at} class="notice is-warning">
          <Icon name="alert" />
          {text}
        </p>
      ))}
      <h3 class="staffing-effect">{t("staffing-effect")}</h3>
      <Refused fault={aside(tried?.fault)} />
      {tried ? <Effect lines={tried.lines} day={day} /> : <Skeleton rows={2} />}
      <Saving plan={plan} saving={saving} day={day} isRight={!tried?.faults.length} />
    </div>
  );
}

/** After the last one of the day, or the morning's. */
function fresh(shown: readonly Shift[], [from, to]: readonly [number, number]): Shift {
  const last = shown.at(-1);
  const start = last && last.to < to ? last.to : Math.min(from + 8 * HOUR_MS, to - HOUR_MS);
  return { key: newKey(), from: start, to: Math.min(start + 8 * HOUR_MS, to), lanes: [], gates: [], servers: 1 };
}

function Scale({ day: [from, to] }: { day: readonly [number, number] }) {
  const { zone } = useSite();
  return (
    <div class="track-scale" aria-hidden="true">
      {MARKS.map((hour) => (
        <span key={hour} style={{ left: `${(100 * hour) / 24}%` }}>
          {hour === 24 ? "24:00" : clock(from + ((to - from) * hour) / 24, zone)}
        </span>
      ))}
    </div>
  );
}

function Saving({ plan, saving, day, isRight }: { plan: Plan; saving: Acting; day: readonly [number, number]; isRight: boolean }) {
  const theirs = plan.theirs.value;
  if (theirs) return <Conflict plan={plan} saving={saving} day={day} theirs={theirs} />;
  return (
    <div class="staffing-save">
      <Refused fault={saving.fault.value} />
      {plan.isDirty.value && (
        <div class="form-end">
          <Button disabled={saving.busy.value} onClick={() => void plan.read()}>
            {t("staffing-undo")}
          </Button>
          <Button look="primary" icon="check" busy={saving.busy.value} disabled={!isRight} onClick={() => void saving.run(plan.save)}>
            {t("staffing-save")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Somebody else put a plan meanwhile: theirs is shown, and nothing is lost until one of the two is taken. */
function Conflict({ plan, saving, day, theirs }: { plan: Plan; saving: Acting; day: readonly [number, number]; theirs: Found }) {
  const { zone } = useSite();
  const shown = ofDay(theirs.shifts, day);
  const over = async (): Promise<void> => {
    plan.tag.value = theirs.tag;
    await plan.save();
  };
  return (
    <div class="staffing-save ask" role="alert">
      <p class="notice is-warning">
        <Icon name="alert" />
        {t("staffing-conflict")}
      </p>
      <ul class="staffing-theirs">
        {shown.map((shift) => (
          <li key={shift.key}>
            <b>
              {clock(shift.from, zone)}–{clock(shift.to, zone)}
            </b>
            <span>{[...shift.lanes, ...shift.gates].join(", ") || t("staffing-everywhere")}</span>
            <span>{t("staffing-count", { count: shift.servers })}</span>
          </li>
        ))}
        {shown.length === 0 && <li>{t("staffing-theirs-none")}</li>}
      </ul>
      <div class="form-end">
        <Button onClick={() => void plan.read()}>{t("staffing-take-theirs")}</Button>
        <Button look="danger" busy={saving.busy.value} onClick={() => void saving.run(over)}>
          {t("staffing-put-mine")}
        </Button>
      </div>
    </div>
  );
}
