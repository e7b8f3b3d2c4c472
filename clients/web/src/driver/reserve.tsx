import { signal, useSignal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Reservation, Site, Slot } from "../api/types";
import { useActing } from "../ui/acting";
import { Button, Field, Form, put, Refused, Select } from "../ui/form";
import { addDays, clock, dateOf, day, instantOf } from "../ui/time";
import { has, language, t } from "../words/words";
import { keepSelf, readSelf, type Self } from "./kept";
import type { DriverView } from "./view";

const DAYS = 4;

type Wish = { [name in keyof Self]: Signal<string> } & { slot: Signal<string> };

function wishOf(self: Partial<Self>): Wish {
  const of = (name: keyof Self): Signal<string> => signal(self[name] ?? "");
  return {
    site: of("site"),
    lane: of("lane"),
    plate: of("plate"),
    country: of("country"),
    name: of("name"),
    phone: of("phone"),
    slot: signal(""),
  };
}

/** Site, lane, time, plate: what the phone remembers is filled in, so that the next time it is one tap. */
export function ReserveFlow({ view, done }: { view: DriverView; done(): void }) {
  const wish = useMemo(() => wishOf(readSelf()), []);
  const sites = useSignal<Site[] | null>(null);
  const fault = useSignal<unknown>(null);
  useEffect(() => {
    view.client.all<Site>("/v1/sites").then(
      (found) => {
        sites.value = found.filter((site) => site.lanes.length > 0);
        if (!sites.value.some((site) => site.code === wish.site.value))
          wish.site.value = view.site.value?.code ?? sites.value[0]?.code ?? "";
      },
      (caught) => {
        fault.value = caught;
      },
    );
  }, []);
  const site = sites.value?.find((other) => other.code === wish.site.value);
  if (fault.value) return <Refused fault={fault.value} />;
  if (!sites.value || !site)
    return (
      <p class="quiet" role="status">
        {t("loading")}
      </p>
    );
  if (!site.lanes.some((lane) => lane.code === wish.lane.value)) wish.lane.value = site.lanes[0]!.code;
  if (!wish.country.value) wish.country.value = site.country;
  return (
    <div class="stack">
      <h1>{t("reserve-title")}</h1>
      {sites.value.length > 1 && (
        <Select label={t("site")} value={wish.site} options={sites.value.map((other) => ({ value: other.code, text: other.name }))} />
      )}
      <Lanes site={site} wish={wish} />
      <Times key={site.code + wish.lane.value} view={view} site={site} wish={wish} />
      <Who view={view} site={site} wish={wish} done={done} />
    </div>
  );
}

function Lanes({ site, wish }: { site: Site; wish: Wish }) {
  return (
    <fieldset class="choice">
      <legend>{t("lane")}</legend>
      {site.lanes.map((lane) => (
        <button
          key={lane.code}
          type="button"
          aria-pressed={lane.code === wish.lane.value}
          onClick={() => {
            wish.lane.value = lane.code;
            wish.slot.value = "";
          }}
        >
          <b>{has(`class-${lane.class}`) ? t(`class-${lane.class}`) : lane.class}</b>
          <small>{t(`direction-${lane.direction}`)}</small>
        </button>
      ))}
    </fieldset>
  );
}

function Times({ view, site, wish }: { view: DriverView; site: Site; wish: Wish }) {
  const today = useSignal<string | null>(null);
  const date = useSignal<string | null>(null);
  const slots = useSignal<Slot[] | null>(null);
  const fault = useSignal<unknown>(null);
  const failed = (caught: unknown): void => put(fault, caught)();
  useEffect(() => {
    view.client.get<{ now: string }>(`/v1/sites/${site.code}/board`).then((board) => {
      today.value = date.value = dateOf(Date.parse(board.now), site.zone);
    }, failed);
  }, []);
  useEffect(() => {
    slots.value = null;
    if (date.value) slotsOf(view, site, wish.lane.value, date.value).then((found) => put(slots, found)(), failed);
  }, [date.value]);
  return (
    <fieldset class="times">
      <legend>{t("time")}</legend>
      <Refused fault={fault.value} />
      {today.value && <Days site={site} today={today.value} date={date} wish={wish} />}
      {slots.value === null && !fault.value && <p class="quiet">{t("loading")}</p>}
      {slots.value?.length === 0 && <p class="quiet">{t("no-slots")}</p>}
      {slots.value && <SlotGrid site={site} slots={slots.value} wish={wish} />}
    </fieldset>
  );
}

async function slotsOf(view: DriverView, site: Site, lane: string, date: string): Promise<Slot[]> {
  const bound = (day: string): string => new Date(instantOf(day, site.zone)).toISOString();
  const query = { lane, from: bound(date), to: bound(addDays(date, 1)) };
  const found = await view.client.all<Slot>(`/v1/sites/${site.code}/slots`, query);
  return found.filter((slot) => slot.status !== "past");
}

function Days({ site, today, date, wish }: { site: Site; today: string; date: Signal<string | null>; wish: Wish }) {
  const choose = (other: string) => () => {
    date.value = other;
    wish.slot.value = "";
  };
  return (
    <div class="days">
      {Array.from({ length: DAYS }, (_, i) => addDays(today, i)).map((other) => (
        <button key={other} type="button" aria-pressed={other === date.value} onClick={choose(other)}>
          {day(instantOf(other, site.zone, 12), site.zone)}
        </button>
      ))}
    </div>
  );
}

function SlotGrid({ site, slots, wish }: { site: Site; slots: readonly Slot[]; wish: Wish }) {
  return (
    <div class="slot-grid">
      {slots.map((slot) => {
        const isOpen = slot.status === "open";
        return (
          <button
            key={slot.id}
            type="button"
            disabled={!isOpen}
            aria-pressed={slot.id === wish.slot.value}
            onClick={put(wish.slot, slot.id)}
          >
            <b>{clock(slot.starts_at, site.zone)}</b>
            <small>{isOpen ? t("free-count", { count: slot.free }) : t(`slot-${slot.status}`)}</small>
          </button>
        );
      })}
    </div>
  );
}

function Who({ view, site, wish, done }: { view: DriverView; site: Site; wish: Wish; done(): void }) {
  const { busy, fault, run } = useActing();
  const text = (name: keyof Self): string => wish[name].value.trim();
  const isReady = wish.slot.value !== "" && text("plate") !== "" && text("name") !== "";
  const send = async (): Promise<void> => {
    keepSelf({
      site: site.code,
      lane: wish.lane.value,
      plate: text("plate"),
      country: text("country"),
      name: text("name"),
      phone: text("phone"),
    });
    view.reservation.value = await view.client.post<Reservation>("/v1/reservations", {
      site: site.code,
      slot: wish.slot.value,
      vehicle: { plate: text("plate"), country: text("country") },
      driver: { name: text("name"), language: language.value, ...(text("phone") ? { phone: text("phone") } : {}) },
      cargo: { class: site.lanes.find((lane) => lane.code === wish.lane.value)!.class },
    });
    view.site.value = site;
    view.state.value = null;
    done();
  };
  return (
    <Form class="stack" onSend={() => void run(send)}>
      <div class="pair wide-first">
        <Field label={t("plate")} value={wish.plate} upper required />
        <Field label={t("country")} value={wish.country} upper required />
      </div>
      <Field label={t("name")} value={wish.name} required autocomplete="name" />
      <Field label={t("phone")} value={wish.phone} type="tel" inputMode="tel" autocomplete="tel" />
      <Refused fault={fault.value} />
      <Button look="primary" submit busy={busy.value} disabled={!isReady}>
        {t("reserve")}
      </Button>
    </Form>
  );
}
