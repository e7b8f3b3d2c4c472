import { useRef } from "preact/hooks";
import { useSite } from "../site/site";
import { Button, Stepper } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock } from "../ui/time";
import { t } from "../words/words";
import { besides, dragged, type Edge, type Shift, spanOf, type Wall, wallOf } from "./plan";

const MOST_SERVERS = 1000;

interface Props {
  shift: Shift;
  all: readonly Shift[];
  day: readonly [number, number];
  fault: string | null;
  change(shift: Shift): void;
  remove(): void;
}

/** One shift: typed, or dragged along the day. */
export function ShiftRow({ shift, all, day, fault, change, remove }: Props) {
  const { zone } = useSite();
  const name = `${clock(shift.from, zone)}–${clock(shift.to, zone)}`;
  const others = besides(shift, all);
  return (
    <li class={`shift-row${fault ? " is-wrong" : ""}`} aria-label={name}>
      <div class="shift-typed">
        <Time label={t("staffing-from")} at={shift.from} day={day} put={(from) => change({ ...shift, from })} />
        <Time label={t("staffing-to")} at={shift.to} day={day} isEnd put={(to) => change({ ...shift, to })} />
        <Servers shift={shift} change={change} />
        <Where shift={shift} change={change} />
        <Button look="plain" icon="close" label={t("staffing-remove", { name })} onClick={remove} />
      </div>
      <Track shift={shift} day={day} change={change} />
      {others.length > 0 && (
        <p class="hint">
          {t("staffing-adds-up", {
            count: others.length,
            total: others.reduce((sum, other) => sum + other.servers, shift.servers),
          })}
        </p>
      )}
      {fault && (
        <p class="shift-fault" role="alert">
          <Icon name="alert" />
          {fault}
        </p>
      )}
    </li>
  );
}

interface TimeProps {
  label: string;
  at: number;
  day: readonly [number, number];
  isEnd?: boolean;
  put(at: number): void;
}

/** A wall time of the day, as "8", "8:30" or "24:00". What lies on another day is told, and kept until typed over. */
function Time({ label, at, day: [from, to], isEnd = false, put }: TimeProps) {
  const { zone } = useSite();
  const shown = isEnd && at === to ? "24:00" : clock(at, zone);
  const typed = (input: HTMLInputElement): void => {
    const time = wallOf(input.value);
    if (time === null || input.value === shown) input.value = shown;
    else if (isEnd && time.hour % 24 === 0 && time.minute === 0) put(to);
    else put(instantAt(from, zone, time));
  };
  return (
    <label class="field shift-time">
      <span>{label}</span>
      <input type="text" inputMode="numeric" maxLength={5} value={shown} onChange={(event) => typed(event.currentTarget)} />
      {(at < from || at > to) && <small>{t(at < from ? "staffing-day-before" : "staffing-day-after")}</small>}
    </label>
  );
}

/** The instant of a wall time on the day that begins at `from`, also where the clocks are changed on it. */
function instantAt(from: number, zone: string, { hour, minute }: Wall): number {
  const guess = from + (hour * 60 + minute) * 60_000;
  const [shownHour, shownMinute] = clock(guess, zone).split(":").map(Number);
  return guess - ((shownHour! - hour) * 60 + (shownMinute! - minute)) * 60_000;
}

function Servers({ shift, change }: { shift: Shift; change(shift: Shift): void }) {
  const label = t("staffing-servers");
  return (
    <div class="shift-servers">
      <span>{label}</span>
      <Stepper label={label} value={shift.servers} least={0} most={MOST_SERVERS} choose={(servers) => change({ ...shift, servers })} />
    </div>
  );
}

/** Which lanes and gates; none chosen is all of them. */
function Where({ shift, change }: { shift: Shift; change(shift: Shift): void }) {
  const { site } = useSite();
  const gates = site.gates.filter(({ way }) => way !== "out").map(({ code }) => code);
  const said = [...shift.lanes, ...shift.gates];
  return (
    <details class="shift-where">
      <summary>{said.length > 0 ? said.join(", ") : t("staffing-everywhere")}</summary>
      <div>
        <Chips
          label={t("staffing-lanes")}
          all={site.lanes.map(({ code }) => code)}
          on={shift.lanes}
          put={(lanes) => change({ ...shift, lanes })}
        />
        <Chips label={t("staffing-gates")} all={gates} on={shift.gates} put={(open) => change({ ...shift, gates: open })} />
        <p class="hint">{t("staffing-none-is-all")}</p>
      </div>
    </details>
  );
}

function Chips({ label, all, on, put }: { label: string; all: readonly string[]; on: readonly string[]; put(on: string[]): void }) {
  return (
    <fieldset class="state-chips">
      <legend>{label}</legend>
      {all.map((code) => (
        <button
          key={code}
          type="button"
          class="state-chip"
          aria-pressed={on.includes(code)}
          onClick={() => put(on.includes(code) ? on.filter((other) => other !== code) : [...on, code])}
        >
          {code}
        </button>
      ))}
    </fieldset>
  );
}

/** The shift as a bar along the day: its ends and its middle can be dragged. Whoever cannot drag types the times. */
function Track({ shift, day, change }: { shift: Shift; day: readonly [number, number]; change(shift: Shift): void }) {
  const box = useRef<HTMLDivElement>(null);
  const grab =
    (edge: Edge) =>
    (event: PointerEvent): void => {
      if (event.button !== 0 || shift.from < day[0] || shift.to > day[1]) return;
      event.preventDefault();
      event.stopPropagation();
      const [x, width, handle] = [event.clientX, box.current!.clientWidth, event.currentTarget as HTMLElement];
      handle.setPointerCapture(event.pointerId);
      const move = (now: PointerEvent): void => change(dragged(shift, edge, ((now.clientX - x) / width) * (day[1] - day[0]), day));
      handle.addEventListener("pointermove", move);
      const drop = (): void => handle.removeEventListener("pointermove", move);
      handle.addEventListener("pointerup", drop, { once: true });
      handle.addEventListener("pointercancel", drop, { once: true });
    };
  const { left, width } = spanOf(shift, day);
  return (
    <div class="track" ref={box} aria-hidden="true">
      <div
        class={`track-bar${shift.servers === 0 ? " is-nobody" : ""}`}
        style={{ left: `${left}%`, width: `${width}%` }}
        onPointerDown={grab("both")}
      >
        <i class="grip" onPointerDown={grab("from")} />
        <b>{shift.servers}</b>
        <i class="grip" onPointerDown={grab("to")} />
      </div>
    </div>
  );
}
