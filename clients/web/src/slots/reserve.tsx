import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { asProblem } from "../api/problem";
import type { Reservation } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, put, Refused, Segments, Select } from "../ui/form";
import { LimitsFields, useLimits } from "../booking/limits";
import { DeclarationField, mustDeclare } from "../booking/declaration";
import { lotOf } from "../booking/said";
import { dateOf } from "../ui/time";
import { t } from "../words/words";
import { useVehicle, VehicleFields } from "../visit/vehicle";
import { ReservationCard } from "./card";
import { type Hold, HoldPlace, standing } from "./hold";
import { Alternatives, type Picking, SlotPicker, usePicking } from "./picker";
import { RangeFields, useRange } from "./range";

const LANGUAGES = ["zh", "en", "lo", "my", "vi", "th"];

interface Wish {
  slot: string | null;
  lane: string | null;
  date: string | null;
}

/** Reserves for a driver who stands at the desk or calls. */
export function ReserveForm(wish: Wish) {
  const site = useSite();
  const made = useSignal<Reservation | null>(null);
  if (made.value) {
    return (
      <>
        <DrawerHead title={t(headOf(made.value))} under={made.value.reference} />
        <div class="drawer-body">
          <ReservationCard reservation={made} />
        </div>
      </>
    );
  }
  const date = wish.date ?? dateOf(site.now.value ?? 0, site.zone);
  return <Asking key={`${wish.slot}`} {...wish} date={date} made={made} />;
}

function headOf({ status }: Reservation): string {
  if (status === "confirmed") return "reserved";
  return status === "waitlisted" || status === "offered" ? "waits-now" : "reservation";
}

type Way = "slot" | "range";

function Asking({ slot, lane, date, made }: Wish & { date: string; made: Signal<Reservation | null> }) {
  const site = useSite();
  const way = useSignal<Way>("slot");
  const chosenLane = useSignal(lane ?? site.site.lanes[0]?.code ?? "");
  const picking = usePicking(date, slot);
  useLaneOf(picking, chosenLane);
  const range = useRange(date);
  const vehicle = useVehicle(site.site.country);
  const driver = useDriver();
  const limits = useLimits();
  const hold = useSignal<Hold | null>(null);
  const declaration = useSignal("");
  const declares = mustDeclare(site.site.lanes.find(({ code }) => code === chosenLane.value));
  const { busy, fault, run } = useActing();
  const refused = asProblem(fault.value);
  const held = standing(hold.value, picking.chosen.value, site.now.value);
  const isFull = !held && (picking.slot?.status === "full" || (refused.mayWait && refused.facts["slot"] === picking.chosen.value));
  const mustWait = way.value === "range" || isFull;
  const bounds = way.value === "range" ? range.bounds() : null;
  const wanted = (): object => {
    if (bounds) return { wants: { lane: chosenLane.value, ...bounds } };
    return held ? { hold: held.id } : { slot: picking.chosen.value, ...(isFull ? { waitlist: true } : {}) };
  };
  const send = async (): Promise<void> => {
    const cls = site.site.lanes.find((other) => other.code === chosenLane.value)?.class ?? "general";
    const who = { vehicle: vehicle.body(), driver: driverBody(driver), cargo: { class: cls } };
    const paper = declares && declaration.value.trim() ? { declaration: declaration.value.trim() } : {};
    const body = { site: site.site.code, ...wanted(), ...who, ...paper, ...limits.body(site.zone) };
    made.value = await site.client.post<Reservation>("/v1/reservations", body);
    site.bookings.value++;
  };
  const lot = way.value === "slot" && picking.slot ? lotOf(picking.slot, site.now.value ?? 0) : null;
  const isPicked = way.value === "range" ? bounds !== null : picking.chosen.value !== "" && (lot ?? "open") === "open";
  const mayHold = way.value === "slot" && isPicked && !isFull && !lot && vehicle.plate.value.trim() !== "";
  const isReady = isPicked && vehicle.plate.value.trim() && driver.name.value.trim();
  return (
    <>
      <DrawerHead title={t("reserve")} under={site.company === null ? t("reserve-lead") : undefined} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Select label={t("lane")} value={chosenLane} options={site.site.lanes.map(({ code }) => ({ value: code, text: code }))} />
        <Ways way={way} />
        {way.value === "range" ? <RangeFields range={range} /> : <SlotPicker picking={picking} lane={chosenLane.value} mayWait />}
        <VehicleFields vehicle={vehicle} />
        {mayHold && <HoldPlace slot={picking.chosen.value} vehicle={vehicle} hold={hold} />}
        <DriverFields driver={driver} />
        {declares && <DeclarationField client={site.client} site={site.site.code} isCompany={site.company !== null} value={declaration} />}
        <LimitsFields limits={limits} />
        <Refused fault={fault.value} />
        <Alternatives free={refused.alternatives} chosen={picking.chosen} />
        <div class="form-end">
          <Button look="primary" icon={mustWait ? "clock" : "check"} submit busy={busy.value} disabled={!isReady}>
            {t(way.value === "range" ? "wait-for-any" : lot ? "enter-draw" : isFull ? "wait-for-time" : "reserve")}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** Another lane has the same time, or another one must be chosen: what was chosen is of the lane before. */
function useLaneOf({ chosen, read }: Picking, lane: Signal<string>): void {
  const before = useRef(lane.peek());
  useEffect(() => {
    if (lane.value === before.current) return;
    before.current = lane.value;
    const slots = read.found ?? [];
    const had = slots.find(({ id }) => id === chosen.peek());
    const same = slots.find((slot) => slot.lane === lane.value && slot.starts_at === had?.starts_at && slot.status === "open");
    chosen.value = same?.id ?? "";
  }, [lane.value]);
}

function Ways({ way }: { way: Signal<Way> }) {
  const options = (["slot", "range"] as const).map((value) => ({ value, text: t(`reserve-by-${value}`) }));
  return <Segments label={t("reserve-way")} chosen={way.value} options={options} choose={(value) => put<Way>(way, value)()} />;
}

export interface DriverForm {
  name: Signal<string>;
  phone: Signal<string>;
  language: Signal<string>;
}

/** A driver, to be named in a form. */
export function useDriver(): DriverForm {
  return { name: useSignal(""), phone: useSignal(""), language: useSignal("zh") };
}

export function driverBody({ name, phone, language }: DriverForm): { name: string; language: string; phone?: string } {
  const number = phone.value.trim();
  return { name: name.value.trim(), language: language.value, ...(number ? { phone: number } : {}) };
}

export function DriverFields({ driver }: { driver: DriverForm }) {
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
