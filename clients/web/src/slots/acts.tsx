import { useSignal, type Signal } from "@preact/signals";
import type { Reservation, ReservationStatus, Visit } from "../api/types";
import { DeclarationField } from "../booking/declaration";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, put, Refused } from "../ui/form";
import type { IconName } from "../ui/icons";
import { clock } from "../ui/time";
import { say } from "../ui/toast";
import { ReasonForm } from "../visit/reason";
import { useVehicle, VehicleFields } from "../visit/vehicle";
import { t } from "../words/words";
import { SlotPicker, usePicking } from "./picker";

type Act = "check-in" | "visit" | "declare" | "extend" | "move" | "swap" | "forgive" | "cancel";

/** What may follow each state, the likeliest first. */
const ACTS: Record<ReservationStatus, readonly Act[]> = {
  waitlisted: ["cancel"],
  offered: [],
  displaced: ["move", "cancel"],
  confirmed: ["check-in", "declare", "move", "extend", "swap", "cancel"],
  arrived: ["visit"],
  missed: ["check-in", "forgive"],
  fulfilled: ["visit"],
  cancelled: [],
  expired: [],
};
const ICONS: Record<Act, IconName> = {
  "check-in": "check",
  visit: "truck",
  declare: "file",
  extend: "clock",
  move: "slots",
  swap: "turn",
  forgive: "edit",
  cancel: "close",
};
const ASKS: readonly Act[] = ["declare", "move", "swap", "forgive", "cancel"];

/** What only the site's own people do. */
const OF_THE_SITE: readonly Act[] = ["check-in", "forgive"];

export interface Acted {
  found: Reservation;
  busy: boolean;
  /** Carries out an operation of the reservation; the card shows its answer. */
  act(operation: string, body?: object): void;
}

export function CardActs({ reservation }: { reservation: Signal<Reservation | null> }) {
  const site = useSite();
  const found = reservation.value!;
  const asking = useSignal<Act | null>(null);
  const { busy, fault, run } = useActing();
  const act = (operation: string, body: object = {}): void =>
    void run(async () => {
      const answer = await site.client.post<Reservation>(`/v1/reservations/${found.id}/${operation}`, body);
      reservation.value = answer;
      asking.value = null;
      site.bookings.value++;
      if (operation === "declaration") say(t("declared"));
      if (operation === "extend" && answer.arrive) say(t("extended", { time: clock(answer.arrive.until, site.zone) }));
    });
  const arrive = (): void =>
    void run(async () => {
      const visit = await site.client.post<Visit>(`/v1/sites/${site.site.code}/visits`, { reservation: found.id, by: "operator" });
      say(t("checked-in", { plate: visit.vehicle.plate, place: visit.place?.position ?? 0 }));
      site.open({ is: "visit", id: visit.id });
    });
  const press = (name: Act) => (): void => {
    if (name === "check-in") arrive();
    else if (name === "visit") site.open({ is: "visit", id: found.visit! });
    else if (ASKS.includes(name)) {
      asking.value = asking.value === name ? null : name;
      fault.value = null; // what was refused before is about another act
    } else act(name);
  };
  // Only a company changes the vehicle of its own.
  const isTheirs = (name: Act): boolean => site.company === null || !OF_THE_SITE.includes(name);
  const acts = ACTS[found.status].filter(
    (name) =>
      isTheirs(name) &&
      (name !== "swap" || found.company) &&
      (name !== "visit" || found.visit) &&
      (name !== "declare" || (found.declaration_by && !found.declaration)),
  );
  return (
    <>
      {acts.length > 0 && (
        <div class="act-row">
          {acts.map((name, i) => (
            <Button key={name} look={look(name, i)} icon={ICONS[name]} busy={busy.value && !asking.value} onClick={press(name)}>
              {t(wordOf(name, found))}
            </Button>
          ))}
        </div>
      )}
      <Refused fault={fault.value} />
      {asking.value && acts.includes(asking.value) && (
        <Asked name={asking.value} acted={{ found, busy: busy.value, act }} done={put(asking, null)} />
      )}
    </>
  );
}

function wordOf(name: Act, { status }: Reservation): string {
  if (name === "declare") return "declaration-attach";
  return name === "cancel" && status === "waitlisted" ? "stop-waiting" : name;
}

function look(name: Act, at: number): "primary" | "danger" | "quiet" {
  return name === "cancel" ? "danger" : at === 0 ? "primary" : "quiet";
}

function Asked({ name, acted, done }: { name: Act; acted: Acted; done(): void }) {
  if (name === "cancel") return <Cancel {...acted} />;
  if (name === "move") return <Move {...acted} />;
  if (name === "declare") return <Declare {...acted} />;
  if (name === "swap") return <Swap {...acted} />;
  return <Forgive found={acted.found} done={done} />;
}

function Cancel({ found, busy, act }: Acted) {
  return (
    <div class="ask">
      <p>{t(found.status === "confirmed" ? "cancel-sure" : "stop-waiting-sure")}</p>
      <div class="form-end">
        <Button look="danger" busy={busy} onClick={() => act("cancel")}>
          {t(found.status === "confirmed" ? "cancel-yes" : "stop-waiting")}
        </Button>
      </div>
    </div>
  );
}

function Move({ found, busy, act }: Acted) {
  const has = found.slot ?? found.displaced_from;
  const picking = usePicking(has?.local_date ?? null, found.slot?.id ?? null);
  const { chosen } = picking;
  return (
    <div class="ask">
      <SlotPicker picking={picking} lane={found.lane} />
      <div class="form-end">
        <Button
          look="primary"
          busy={busy}
          disabled={!chosen.value || chosen.value === found.slot?.id}
          onClick={() => act("move", { slot: chosen.value })}
        >
          {t("move")}
        </Button>
      </div>
    </div>
  );
}

function Declare({ found, busy, act }: Acted) {
  const site = useSite();
  const declaration = useSignal("");
  return (
    <div class="ask">
      <DeclarationField client={site.client} site={found.site} isCompany={site.company !== null} value={declaration} />
      <div class="form-end">
        <Button
          look="primary"
          busy={busy}
          disabled={!declaration.value.trim()}
          onClick={() => act("declaration", { declaration: declaration.value.trim() })}
        >
          {t("declaration-attach")}
        </Button>
      </div>
    </div>
  );
}

function Swap({ found, busy, act }: Acted) {
  const vehicle = useVehicle(found.vehicle.country);
  return (
    <div class="ask">
      <p>{t("swap-lead")}</p>
      <VehicleFields vehicle={vehicle} />
      <div class="form-end">
        <Button
          look="primary"
          busy={busy}
          disabled={!vehicle.plate.value.trim()}
          onClick={() => act("swap-vehicle", { vehicle: vehicle.body() })}
        >
          {t("swap")}
        </Button>
      </div>
    </div>
  );
}

function Forgive({ found, done }: { found: Reservation; done(): void }) {
  const { client } = useSite();
  return (
    <ReasonForm
      title={t("forgive-title")}
      send={(reason) => client.post(`/v1/reservations/${found.id}/forgive`, { reason })}
      done={() => {
        say(t("forgiven", { plate: found.vehicle.plate }));
        done();
      }}
    />
  );
}
