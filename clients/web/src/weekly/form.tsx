import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Slot } from "../api/types";
import { toggled } from "../bookings/store";
import { DrawerHead } from "../console/drawer-head";
import { DriverFields, driverBody, useDriver } from "../slots/reserve";
import { readSlots, useRead } from "../slots/store";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Check } from "../ui/check";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { Icon } from "../ui/icons";
import { addDays, clock, dateOf, instantOf, weekdayName } from "../ui/time";
import { say } from "../ui/toast";
import { useVehicle, VehicleFields } from "../visit/vehicle";
import { t } from "../words/words";
import { dateText, problemText } from "./said";
import { type Seen, type Standing, WEEK, type Weekday } from "./types";

const TYPING_MS = 400;
const DAYS = 7;

/** The same time every week: which dates that makes and what stands in their way is told before it is asked for. */
export function WeeklyForm() {
  const site = useSite();
  const today = dateOf(site.now.value ?? 0, site.zone);
  const lane = useSignal(site.site.lanes[0]?.code ?? "");
  const days = useSignal<readonly Weekday[]>([]);
  const times = useTimes(lane.value, today);
  const at = useSignal("");
  const [first, last] = [useSignal(addDays(today, 1)), useSignal("")];
  const mayWait = useSignal(false);
  const vehicle = useVehicle(site.site.country);
  const driver = useDriver();
  const { busy, fault, run } = useActing();
  if (times.length > 0 && !times.includes(at.value)) at.value = times[0]!;
  const isReady = days.value.length > 0 && at.value !== "" && first.value !== "" && vehicle.plate.value.trim() !== "";
  const body = {
    site: site.site.code,
    lane: lane.value,
    days: days.value,
    at: at.value,
    first_date: first.value,
    ...(last.value ? { last_date: last.value } : {}),
    vehicle: vehicle.body(),
    driver: { ...driverBody(driver), name: driver.name.value.trim() || "–" },
    cargo: { class: site.site.lanes.find(({ code }) => code === lane.value)?.class ?? "general" },
    waitlist: mayWait.value,
  };
  const send = async (): Promise<void> => {
    const made = await site.client.post<Standing>("/v1/standing-reservations", body);
    site.bookings.value++;
    say(t("weekly-made", { plate: made.vehicle.plate ?? "" }));
    site.open({ is: "standing", id: made.id });
  };
  return (
    <>
      <DrawerHead title={t("weekly-new")} under={t("weekly-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Select label={t("lane")} value={lane} options={site.site.lanes.map(({ code }) => ({ value: code, text: code }))} />
        <DayToggles days={days} />
        <Select label={t("weekly-at")} value={at} options={times.map((time) => ({ value: time, text: time }))} />
        <div class="pair">
          <Field label={t("weekly-from")} value={first} type="date" required />
          <Field label={t("weekly-to")} value={last} type="date" />
        </div>
        <VehicleFields vehicle={vehicle} />
        <DriverFields driver={driver} />
        <Check label={t("weekly-wait")} value={mayWait} />
        <Preview body={isReady ? body : null} />
        <Refused fault={fault.value} />
        <div class="form-end">
          <Button look="primary" icon="check" submit busy={busy.value} disabled={!isReady || !driver.name.value.trim()}>
            {t("weekly-go")}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** The wall times at which the lane's slots of the coming week start. */
function useTimes(lane: string, today: string): string[] {
  const site = useSite();
  const bound = (days: number): number => instantOf(addDays(today, days), site.zone);
  const { found } = useRead<Slot[]>(`${lane} ${today}`, () => readSlots(site, bound(0), bound(DAYS), lane));
  return [...new Set((found ?? []).map((slot) => clock(slot.starts_at, site.zone)))].sort();
}

function DayToggles({ days }: { days: Signal<readonly Weekday[]> }) {
  return (
    <fieldset class="day-toggles">
      <legend>{t("weekly-days")}</legend>
      {WEEK.map((name, i) => (
        <button
          key={name}
          type="button"
          aria-pressed={days.value.includes(name)}
          onClick={() => {
            days.value = toggled(days.value, name);
          }}
        >
          {weekdayName(i)}
        </button>
      ))}
    </fieldset>
  );
}

/** What the next dates would come to, as things stand. */
function Preview({ body }: { body: object | null }) {
  const { client } = useSite();
  const seen = useSignal<Seen[] | null>(null);
  const { fault, run } = useActing();
  const wanted = body && JSON.stringify(body);
  useEffect(() => {
    if (wanted === null) {
      seen.value = null;
      return;
    }
    let isOld = false;
    const ask = async (): Promise<void> => {
      const { items } = await client.post<{ items: Seen[] }>("/v1/standing-reservations/preview", JSON.parse(wanted));
      if (!isOld) seen.value = items;
    };
    const timer = setTimeout(() => void run(ask), TYPING_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  if (body === null) return <p class="hint">{t("weekly-preview-hint")}</p>;
  const bad = seen.value?.filter(({ conflict }) => conflict).length ?? 0;
  return (
    <section class="block" aria-live="polite">
      <Refused fault={fault.value} />
      {seen.value && <h3>{t("weekly-preview", { count: seen.value.length, conflicts: bad })}</h3>}
      {seen.value && (
        <ul class="dates is-tall" tabIndex={0}>
          {seen.value.map(({ date, status, conflict }) => (
            <li key={date} class={conflict ? "is-refused" : ""}>
              <Icon name={conflict ? "alert" : status ? "check" : "clock"} />
              <b>{dateText(date)}</b>
              <span>{conflict ? problemText(conflict) : status ? t(`state-${status}`) : t("weekly-later")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
