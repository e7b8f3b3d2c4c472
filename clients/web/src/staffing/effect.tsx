import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { asProblem } from "../api/problem";
import { useSite } from "../site/site";
import { Icon } from "../ui/icons";
import { clock } from "../ui/time";
import { t } from "../words/words";
import { type Hour, hoursOf, type LineDay, periodsOf, type Shift } from "./plan";

const REST_MS = 250;

export interface Tried {
  lines: LineDay[];
  /** By the index of the period in the plan. */
  faults: { at: string; text: string }[];
  fault: unknown;
}

/** What the plan would come to on a day, asked of the service a moment after the last change. */
export function useTried(shifts: readonly Shift[] | null, date: string | null): Tried | null {
  const site = useSite();
  const tried = useSignal<Tried | null>(null);
  useEffect(() => {
    if (shifts === null || date === null) return;
    let isOld = false;
    const ask = async (): Promise<void> => {
      const path = `/v1/sites/${site.site.code}/staffing/preview?date=${date}`;
      const next = await site.client.post<{ items: LineDay[] }>(path, { periods: periodsOf(shifts) }).then(
        ({ items }): Tried => ({ lines: items, faults: [], fault: null }),
        (fault: unknown): Tried => {
          const faults = asProblem(fault).facts["faults"];
          const before = tried.peek()?.lines ?? [];
          return Array.isArray(faults) ? { lines: before, faults, fault: null } : { lines: before, faults: [], fault };
        },
      );
      if (!isOld) tried.value = next;
    };
    const soon = setTimeout(() => void ask(), REST_MS);
    return () => {
      isOld = true;
      clearTimeout(soon);
    };
  }, [shifts, date]);
  return tried.value;
}

/** Vehicles an hour, line by line. */
export function Effect({ lines, day }: { lines: readonly LineDay[]; day: readonly [number, number] }) {
  return (
    <div class="effects">
      {lines.map((line) => (
        <LineEffect key={line.line} line={line} hours={hoursOf(line, day)} />
      ))}
    </div>
  );
}

function LineEffect({ line, hours }: { line: LineDay; hours: readonly Hour[] }) {
  const { zone } = useSite();
  const most = Math.max(1, ...hours.map(({ vehicles }) => vehicles));
  const total = Math.round(hours.reduce((sum, { vehicles }) => sum + vehicles, 0));
  const unserved = hours.filter(({ isUnserved }) => isUnserved);
  const said = (hour: Hour): string =>
    t("staffing-hour", { time: clock(hour.from, zone), vehicles: Math.round(hour.vehicles), servers: hour.servers });
  return (
    <section class="effect" aria-label={line.line}>
      <header>
        <h3>{line.line}</h3>
        <p>
          <b>{t("staffing-most", { vehicles: Math.round(Math.max(...hours.map(({ vehicles }) => vehicles))) })}</b>
          <span>{t("staffing-total", { vehicles: total })}</span>
          {line.slowness !== 1 && <small>{t("staffing-slowness", { percent: Math.round(100 / line.slowness) })}</small>}
        </p>
      </header>
      <ol class="effect-hours">
        {hours.map((hour) => (
          <li key={hour.from} class={hour.isUnserved ? "is-unserved" : ""} title={said(hour)}>
            <i role="img" aria-label={said(hour)} style={{ height: `${(100 * hour.vehicles) / most}%` }} />
          </li>
        ))}
      </ol>
      {unserved.length > 0 && (
        <p class="notice is-warning">
          <Icon name="alert" />
          {t("staffing-unserved", { times: unserved.map(({ from }) => clock(from, zone)).join(", ") })}
        </p>
      )}
    </section>
  );
}
