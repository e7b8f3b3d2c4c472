import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Client } from "../api/client";
import { asProblem } from "../api/problem";
import type { Site, Visit } from "../api/types";
import { referenceIn } from "../booking/reference";
import { Button, Form, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { Mark } from "../ui/mark";
import { has, language, setLanguage, t } from "../words/words";
import { countriesAt, isPass } from "./fragment";
import { Arrived } from "./arrived";
import { hasProvinces, type Keys, keysFor, rowsOf } from "./keys";
import { TONGUES } from "./tongues";

/** Whoever walks away leaves the screen to the next one. */
const IDLE_MS = 60_000;
const REFUSED_MS = 20_000;

interface Vehicle {
  plate: string;
  country: string;
}

type Step =
  { is: "code" } | { is: "plate" } | { is: "lane"; vehicle: Vehicle } | { is: "arrived"; visit: Visit } | { is: "refused"; fault: unknown };

interface Props {
  client: Client;
  site: Site;
  area?: string | undefined;
  onReset(): void;
}

export function CheckIn({ client, site, area, onReset }: Props) {
  const step = useSignal<Step>({ is: "code" });
  const busy = useSignal(false);
  const reset = (): void => {
    step.value = { is: "code" };
    onReset();
  };
  useIdle(step, reset);
  const send = async (body: object, vehicle: Vehicle | null = null): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    try {
      const visit = await client.post<Visit>(`/v1/sites/${site.code}/visits`, { ...body, ...(area && { area }), by: "kiosk" });
      step.value = { is: "arrived", visit };
    } catch (fault) {
      const isLaneAsked = vehicle !== null && asProblem(fault).code === "visit.lane_needed";
      step.value = isLaneAsked ? { is: "lane", vehicle } : { is: "refused", fault };
    } finally {
      busy.value = false;
    }
  };
  const now = step.value;
  return (
    <main class="kiosk">
      <header class="kiosk-head">
        <Mark />
        <span>{site.name}</span>
      </header>
      <div class="kiosk-body" aria-busy={busy.value}>
        {now.is === "code" && <Code onCode={(reference) => void send({ reference })} onPlate={() => void (step.value = { is: "plate" })} />}
        {now.is === "plate" && <Plate country={site.country} onPlate={(vehicle) => void send({ vehicle }, vehicle)} onBack={reset} />}
        {now.is === "lane" && <Lanes site={site} onLane={(lane) => void send({ vehicle: now.vehicle, lane }, null)} onBack={reset} />}
        {now.is === "arrived" && <Arrived site={site} visit={now.visit} onDone={reset} />}
        {now.is === "refused" && <No fault={now.fault} onBack={reset} />}
      </div>
      {now.is !== "arrived" && <Languages />}
    </main>
  );
}

/** Goes back to the first screen by itself; every touch and key puts it off. */
function useIdle(step: Signal<Step>, reset: () => void): void {
  const is = step.value.is;
  useEffect(() => {
    if (is === "code" || is === "arrived") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(reset, is === "refused" ? REFUSED_MS : IDLE_MS);
    };
    again();
    const events = ["pointerdown", "keydown"] as const;
    for (const name of events) addEventListener(name, again);
    return () => {
      clearTimeout(timer);
      for (const name of events) removeEventListener(name, again);
    };
  }, [is]);
}

/** The first screen. A scanner types into it wherever the focus is, and ends with Enter. */
function Code({ onCode, onPlate }: { onCode(reference: string): void; onPlate(): void }) {
  const input = useRef<HTMLInputElement>(null);
  const isNone = useSignal(false);
  useEffect(() => {
    const focus = (): void => input.current?.focus();
    focus();
    addEventListener("keydown", focus, true);
    return () => removeEventListener("keydown", focus, true);
  }, []);
  const send = (): void => {
    const text = input.current!.value;
    input.current!.value = "";
    isNone.value = text.trim() !== "" && !isPass(text);
    if (text.trim() !== "" && !isNone.value) onCode(referenceIn(text));
  };
  return (
    <>
      <h1>{t("kiosk-title")}</h1>
      <Form class="kiosk-code" onSend={send}>
        <label>
          <span>{t("kiosk-scan")}</span>
          <input ref={input} autocomplete="off" spellcheck={false} autocapitalize="characters" aria-describedby="kiosk-none" />
        </label>
        <Button look="primary" icon="arrowRight" submit>
          {t("kiosk-go")}
        </Button>
      </Form>
      <p id="kiosk-none" class="kiosk-none" role="status">
        {isNone.value && t("kiosk-no-pass")}
      </p>
      <Button icon="truck" onClick={onPlate}>
        {t("kiosk-by-plate")}
      </Button>
    </>
  );
}

function Plate({ country: own, onPlate, onBack }: { country: string; onPlate(vehicle: Vehicle): void; onBack(): void }) {
  const [plate, country] = [useSignal(""), useSignal(own)];
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const typed = (text: string): void => void (plate.value = text.toUpperCase().slice(0, 15));
  return (
    <>
      <h1>{t("kiosk-plate")}</h1>
      <Form class="kiosk-plate" onSend={() => plate.value.trim() && onPlate({ plate: plate.value.trim(), country: country.value })}>
        <div class="kiosk-countries" role="group" aria-label={t("kiosk-country")}>
          {countriesAt(own).map((code) => (
            <button key={code} type="button" aria-pressed={code === country.value} onClick={() => void (country.value = code)}>
              {code}
            </button>
          ))}
        </div>
        <input
          ref={input}
          aria-label={t("kiosk-plate")}
          value={plate.value}
          autocomplete="off"
          inputMode="none"
          onInput={(event) => typed(event.currentTarget.value)}
        />
        <PlateKeys country={country.value} plate={plate.value} typed={typed} />
        <div class="kiosk-end">
          <Button onClick={onBack}>{t("kiosk-back")}</Button>
          <Button look="primary" icon="arrowRight" submit disabled={!plate.value.trim()}>
            {t("kiosk-go")}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** A keyboard on the screen. The other keys stay until the next sign is typed or the country changes. */
function PlateKeys({ country, plate, typed }: { country: string; plate: string; typed(text: string): void }) {
  const asked = useSignal<{ keys: Keys; at: string } | null>(null);
  const at = country + plate;
  const keys = asked.value?.at === at ? asked.value.keys : keysFor(country, plate);
  const other: Keys = keys === "letters" ? "provinces" : "letters";
  const rows = rowsOf(keys);
  return (
    <div class="kiosk-keys">
      {rows.map((row) => (
        <div key={row}>
          {row === rows.at(-1) && hasProvinces(country) && (
            <button type="button" class="is-wide" aria-label={t(`kiosk-${other}`)} onClick={() => void (asked.value = { keys: other, at })}>
              {other === "letters" ? "ABC" : "省"}
            </button>
          )}
          {[...row].map((sign) => (
            <button key={sign} type="button" onClick={() => typed(plate + sign)}>
              {sign}
            </button>
          ))}
          {row === rows.at(-1) && (
            <button type="button" class="is-wide" aria-label={t("kiosk-erase")} onClick={() => typed(plate.slice(0, -1))}>
              <Icon name="left" />
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

/** Without a reservation a lane is asked. */
function Lanes({ site, onLane, onBack }: { site: Site; onLane(lane: string): void; onBack(): void }) {
  const worded = (id: string, otherwise: string): string => (has(id) ? t(id) : otherwise);
  return (
    <>
      <h1>{t("kiosk-lane")}</h1>
      <div class="kiosk-lanes">
        {site.lanes.map((lane) => (
          <button key={lane.code} type="button" onClick={() => onLane(lane.code)}>
            <b>{worded(`class-${lane.class}`, lane.class)}</b>
            <span>{worded(`direction-${lane.direction}`, lane.direction)}</span>
            <small>{lane.code}</small>
          </button>
        ))}
      </div>
      <Button onClick={onBack}>{t("kiosk-back")}</Button>
    </>
  );
}

/** A clear no, in the words for who stands at a gate where they differ from those for a desk. */
function No({ fault, onBack }: { fault: unknown; onBack(): void }) {
  const own = `kiosk-${asProblem(fault).code.replaceAll(".", "-").replaceAll("_", "-")}`;
  return (
    <>
      <h1>{t("kiosk-refused")}</h1>
      {has(own) ? (
        <p class="kiosk-no" role="alert">
          {t(own)}
        </p>
      ) : (
        <Refused fault={fault} />
      )}
      <Button look="primary" onClick={onBack}>
        {t("kiosk-again")}
      </Button>
    </>
  );
}

function Languages() {
  return (
    <nav class="kiosk-languages" aria-label={t("kiosk-language")}>
      {TONGUES.map((tongue) => (
        <button
          key={tongue.tag}
          type="button"
          lang={tongue.tag}
          aria-pressed={tongue.tag === language.value}
          onClick={() => void setLanguage(tongue, false)}
        >
          {tongue.name}
        </button>
      ))}
    </nav>
  );
}
