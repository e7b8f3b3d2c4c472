import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { asProblem } from "../api/problem";
import type { Reservation, Visit } from "../api/types";
import { type Acting, useActing } from "../ui/acting";
import { AreaField, areaOf, useArea } from "../booking/area";
import { DeclarationField } from "../booking/declaration";
import { Button, Form, put, Refused } from "../ui/form";
import { t } from "../words/words";
import { Sure } from "./sure";
import type { DriverView } from "./view";

interface Props {
  view: DriverView;
  found: Reservation;
}

/** Carries out an operation of the reservation and shows its answer. */
export function useOperation({ view, found }: Props): Acting & { operate(name: string, body?: object): Promise<boolean> } {
  const acting = useActing();
  const operate = (name: string, body: object = {}): Promise<boolean> =>
    acting.run(() => view.act(() => view.client.post<Reservation>(`/v1/reservations/${found.id}/${name}`, body)));
  return { ...acting, operate };
}

function Arrived({ view, found }: Props) {
  const { busy, fault, run } = useActing();
  const position = useRef<Position | null>(null);
  const area = useArea(view.site.value);
  const arrive = async (): Promise<void> => {
    position.current ??= await positionAsked(view, found.site);
    const body = { reservation: found.id, by: "driver", ...areaOf(area), ...(position.current ? { position: position.current } : {}) };
    try {
      view.begin(await view.client.post<Visit>(`/v1/sites/${found.site}/visits`, body));
    } catch (fault) {
      // Asked again after a cut it must be the same act; after an answer, another place is another act.
      if (!asProblem(fault).isUnreachable) position.current = null;
      throw fault;
    }
  };
  return (
    <>
      <AreaField areas={view.site.value?.areas} value={area} />
      <Button look="primary" icon="pin" busy={busy.value} onClick={() => void run(arrive)}>
        {t("i-am-here")}
      </Button>
      <Refused fault={fault.value} />
    </>
  );
}

/** The paper that the lane demands, where it is still to come. */
function Declare({ view, found }: Props) {
  const isAsking = useSignal(false);
  const declaration = useSignal("");
  const { busy, fault, operate } = useOperation({ view, found });
  if (!isAsking.value)
    return (
      <Button icon="file" onClick={put(isAsking, true)}>
        {t("declaration-attach")}
      </Button>
    );
  return (
    <Form class="tile" onSend={() => void operate("declaration", { declaration: declaration.value.trim() })}>
      <DeclarationField client={view.client} site={found.site} isCompany={false} value={declaration} />
      <Refused fault={fault.value} />
      <div class="two">
        <Button onClick={put(isAsking, false)}>{t("back")}</Button>
        <Button look="primary" submit busy={busy.value} disabled={!declaration.value.trim()}>
          {t("declaration-attach")}
        </Button>
      </div>
    </Form>
  );
}

export interface Position {
  lat: number;
  lon: number;
  accuracy_m: number;
}

/**
 * Where the phone is, asked once and only of a site that wants to know; null where the phone does not tell, and then the
 * site's own answer says what to do instead.
 */
export async function positionAsked(view: DriverView, site: string): Promise<Position | null> {
  const { geofence } = await view.client.get<{ geofence: object | null }>(`/v1/sites/${site}/rulebook`);
  if (!geofence || !("geolocation" in navigator)) return null;
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  });
}

export function ConfirmedActs({ view, found, move }: Props & { move(): void }) {
  const { busy, fault, operate } = useOperation({ view, found });
  const cancel = { offer: t("cancel-reservation"), question: t("cancel-sure"), yes: t("cancel-yes"), no: t("keep") };
  const extend = { offer: t("extend"), question: t("extend-sure"), yes: t("extend"), no: t("back") };
  return (
    <div class="stack">
      <Arrived view={view} found={found} />
      {found.declaration_by && !found.declaration && <Declare view={view} found={found} />}
      <Button icon="slots" onClick={move}>
        {t("another-time")}
      </Button>
      <Sure words={extend} look="quiet" busy={busy.value} act={() => void operate("extend")} />
      <Refused fault={fault.value} />
      <Sure words={cancel} busy={busy.value} act={() => void operate("cancel")} />
    </div>
  );
}

/** Who was missed and comes after all still joins the line. */
export function MissedActs({ view, found, again }: Props & { again(): void }) {
  return (
    <div class="stack">
      <Arrived view={view} found={found} />
      <Button onClick={again}>{t("reserve-again")}</Button>
    </div>
  );
}

export function StopWaiting({ view, found }: Props) {
  const { busy, fault, operate } = useOperation({ view, found });
  const words = { offer: t("stop-waiting"), question: t("stop-waiting-sure"), yes: t("stop-waiting"), no: t("keep-waiting") };
  return (
    <div class="leave">
      <Sure words={words} busy={busy.value} act={() => void operate("cancel")} />
      <Refused fault={fault.value} />
    </div>
  );
}
