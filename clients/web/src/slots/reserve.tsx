import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { asProblem } from "../api/problem";
import type { Reservation, Slot } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { clock, dateOf, day } from "../ui/time";
import { t } from "../words/words";
import { useVehicle, VehicleFields } from "../visit/vehicle";
import { ReservationCard } from "./card";
import { readDay, slotsTouched } from "./view";

const LANGUAGES = ["zh", "en", "lo", "my", "vi", "th"];

/** Reserves for a driver who stands at the desk or calls. */
export function ReserveForm({ slot, lane, date }: { slot: string | null; lane: string | null; date: string | null }) {
  const site = useSite();
  const made = useSignal<Reservation | null>(null);
  if (made.value) {
    return (
      <>
        <DrawerHead title={t("reserved")} under={made.value.reference} />
        <div class="drawer-body">
          <ReservationCard reservation={made} />
        </div>
      </>
    );
  }
  const open = date ?? dateOf(site.now.value ?? 0, site.zone);
  return <Asking key={`${slot}`} slot={slot} lane={lane} date={open} made={made} />;
}

interface AskingProps {
  slot: string | null;
  lane: string | null;
  date: string;
  made: Signal<Reservation | null>;
}

function Asking({ slot, lane, date, made }: AskingProps) {
  const site = useSite();
  const chosenLane = useSignal(lane ?? site.site.lanes[0]?.code ?? "");
  const chosenSlot = useSignal(slot ?? "");
  const vehicle = useVehicle(site.site.country);
  const driver = { name: useSignal(""), phone: useSignal(""), language: useSignal("zh") };
  const { busy, fault, run } = useActing();
  const send = async (): Promise<void> => {
    const cls = site.site.lanes.find((other) => other.code === chosenLane.value)?.class ?? "general";
    made.value = await site.client.post<Reservation>("/v1/reservations", {
      site: site.site.code,
      slot: chosenSlot.value,
      vehicle: vehicle.body(),
      driver: driverBody(driver),
      cargo: { class: cls },
    });
    slotsTouched.value++;
  };
  const isReady = chosenSlot.value && vehicle.plate.value.trim() && driver.name.value.trim();
  return (
    <>
      <DrawerHead title={t("reserve")} under={t("reserve-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Select label={t("lane")} value={chosenLane} options={site.site.lanes.map(({ code }) => ({ value: code, text: code }))} />
        <SlotPicker date={date} lane={chosenLane.value} chosen={chosenSlot} />
        <VehicleFields vehicle={vehicle} />
        <DriverFields driver={driver} />
        <Refused fault={fault.value} />
        <Alternatives fault={fault.value} chosen={chosenSlot} />
        <div class="form-end">
          <Button look="primary" icon="check" submit busy={busy.value} disabled={!isReady}>
            {t("reserve")}
          </Button>
        </div>
      </Form>
    </>
  );
}

interface DriverForm {
  name: Signal<string>;
  phone: Signal<string>;
  language: Signal<string>;
}

function driverBody({ name, phone, language }: DriverForm): { name: string; language: string; phone?: string } {
  const number = phone.value.trim();
  return { name: name.value.trim(), language: language.value, ...(number ? { phone: number } : {}) };
}

function DriverFields({ driver }: { driver: DriverForm }) {
  const languages = LANGUAGES.map((tag) => ({ value: tag, text: t(`language-${tag}`) }));
  return (
    <>
      <Field label={t("driver-name")} value={driver.name} required />
      <div class="pair">
        <Field label={t("phone")} value={driver.phone} type="tel" inputMode="tel" />
        <Select label={t("language")} value={driver.language} options={languages} />
      </div>
    </>
  );
}

export function SlotPicker({ date, lane, chosen }: { date: string; lane: string; chosen: Signal<string> }) {
  const site = useSite();
  const slots = useSignal<Slot[] | null>(null);
  const fault = useSignal<unknown>(null);
  useEffect(() => {
    readDay(site, date).then(
      (found) => {
        slots.value = found;
      },
      (caught) => {
        fault.value = caught;
      },
    );
  }, [date]);
  const own = (slots.value ?? []).filter((slot) => slot.lane === lane && slot.status !== "past");
  if (slots.value && own.every((slot) => slot.id !== chosen.value)) chosen.value = "";
  return (
    <fieldset class="slot-picker">
      <legend>
        {t("slot")} <small>{own[0] ? day(own[0].starts_at, site.zone) : date}</small>
      </legend>
      <Refused fault={fault.value} />
      {slots.value && own.length === 0 && <p class="hint">{t("no-slots")}</p>}
      <div class="slot-times">
        {own.map((slot) => (
          <button
            key={slot.id}
            type="button"
            class={`slot-time is-${slot.status}`}
            aria-pressed={slot.id === chosen.value}
            disabled={slot.status !== "open"}
            onClick={() => {
              chosen.value = slot.id;
            }}
          >
            <b>{clock(slot.starts_at, site.zone)}</b>
            <small>{slot.status === "open" ? t("free-count", { count: slot.free }) : t(`slot-status-${slot.status}`)}</small>
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** A full slot names others that are not. */
function Alternatives({ fault, chosen }: { fault: unknown; chosen: Signal<string> }) {
  const site = useSite();
  const others = fault ? asProblem(fault).facts["alternatives"] : null;
  if (!Array.isArray(others) || others.length === 0) return null;
  return (
    <div class="slot-times">
      {(others as Partial<Slot>[])
        .filter((slot) => slot.id && slot.starts_at)
        .map((slot) => (
          <button
            key={slot.id}
            type="button"
            class="slot-time is-open"
            aria-pressed={slot.id === chosen.value}
            onClick={() => {
              chosen.value = slot.id!;
            }}
          >
            <b>{clock(slot.starts_at!, site.zone)}</b>
          </button>
        ))}
    </div>
  );
}
