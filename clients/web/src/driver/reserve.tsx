import { signal, useSignal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { asProblem } from "../api/problem";
import type { Reservation, Site, Slot } from "../api/types";
import { LimitsFields, useLimits } from "../booking/limits";
import { DeclarationField, mustDeclare } from "../booking/declaration";
import { lotOf, lotText } from "../booking/said";
import { useActing } from "../ui/acting";
import { Button, Field, Form, put, Refused, Select } from "../ui/form";
import { clock, day, home } from "../ui/time";
import { has, language, t } from "../words/words";
import { keepSelf, readSelf, type Self } from "./kept";
import { type Time, Times } from "./times";
import type { DriverView } from "./view";

type Wish = { [name in keyof Self]: Signal<string> } & { time: Signal<Time | null> };

function wishOf(self: Partial<Self>): Wish {
  const of = (name: keyof Self): Signal<string> => signal(self[name] ?? "");
  return {
    site: of("site"),
    lane: of("lane"),
    plate: of("plate"),
    country: of("country"),
    name: of("name"),
    phone: of("phone"),
    time: signal<Time | null>(null),
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
  // A time is of one site and lane.
  useEffect(() => put<Time | null>(wish.time, null)(), [wish.site.value, wish.lane.value]);
  useEffect(() => void view.know(wish.site.value), [wish.site.value]);
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
      <Times key={site.code + wish.lane.value} view={view} site={site} lane={wish.lane.value} time={wish.time} mayWait />
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
          }}
        >
          <b>{has(`class-${lane.class}`) ? t(`class-${lane.class}`) : lane.class}</b>
          <small>{t(`direction-${lane.direction}`)}</small>
        </button>
      ))}
    </fieldset>
  );
}

/** What is asked for: a place, or a turn in line for one. */
function wanted(time: Time | null, lane: string): object {
  if (time?.is === "any") return { wants: { lane, from: time.from, to: time.to } };
  return { slot: time?.slot.id, ...(mustWait(time) ? { waitlist: true } : {}) };
}

function mustWait(time: Time | null): boolean {
  return time?.is === "any" || time?.slot.status === "full";
}

function Who({ view, site, wish, done }: { view: DriverView; site: Site; wish: Wish; done(): void }) {
  const { busy, fault, run } = useActing();
  const limits = useLimits();
  const declaration = useSignal("");
  const declares = mustDeclare(site.lanes.find(({ code }) => code === wish.lane.value));
  const text = (name: keyof Self): string => wish[name].value.trim();
  const time = wish.time.value;
  const slot = time?.is === "slot" ? time.slot : null;
  const lot = slot && lotOf(slot, view.now.value ?? 0);
  const isReady = time !== null && (lot ?? "open") === "open" && text("plate") !== "" && text("name") !== "";
  const send = async (): Promise<void> => {
    keepSelf({
      site: site.code,
      lane: wish.lane.value,
      plate: text("plate"),
      country: text("country"),
      name: text("name"),
      phone: text("phone"),
    });
    home.value = site.zone;
    view.reservation.value = await view.client
      .post<Reservation>("/v1/reservations", {
        site: site.code,
        ...wanted(time, wish.lane.value),
        vehicle: { plate: text("plate"), country: text("country") },
        driver: { name: text("name"), language: language.value, ...(text("phone") ? { phone: text("phone") } : {}) },
        cargo: { class: site.lanes.find((lane) => lane.code === wish.lane.value)!.class },
        ...(declares && declaration.value.trim() ? { declaration: declaration.value.trim() } : {}),
        ...limits.body(site.zone),
      })
      .catch((caught: unknown) => {
        // Taken while it was being typed: the same button now waits for it.
        if (asProblem(caught).mayWait && time?.is === "slot") wish.time.value = { is: "slot", slot: { ...time.slot, status: "full" } };
        throw caught;
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
      {declares && <DeclarationField client={view.client} site={site.code} isCompany={false} value={declaration} />}
      <LimitsFields limits={limits} />
      <Refused fault={fault.value} />
      <Others fault={fault.value} site={site} wish={wish} />
      {slot && lot && <p role="status">{lotText(slot, view.now.value ?? 0)}</p>}
      {slot && !lot && mustWait(time) && <p class="quiet">{t("full-hint")}</p>}
      <Button look="primary" submit busy={busy.value} disabled={!isReady}>
        {t(time?.is === "any" ? "wait-for-any" : lot ? "enter-draw" : mustWait(time) ? "wait-for-time" : "reserve")}
      </Button>
    </Form>
  );
}

/** Free times that the refusal of a full one names. */
function Others({ fault, site, wish }: { fault: unknown; site: Site; wish: Wish }) {
  const free = asProblem(fault).alternatives as Slot[];
  if (free.length === 0) return null;
  return (
    <div class="slot-grid" role="group" aria-label={t("instead")}>
      {free.map((slot) => (
        <button
          key={slot.id}
          type="button"
          aria-pressed={wish.time.value?.is === "slot" && wish.time.value.slot.id === slot.id}
          onClick={put<Time | null>(wish.time, { is: "slot", slot: { ...slot, status: "open" } })}
        >
          <b>{clock(slot.starts_at, site.zone)}</b>
          <small>{day(slot.starts_at, site.zone)}</small>
        </button>
      ))}
    </div>
  );
}
