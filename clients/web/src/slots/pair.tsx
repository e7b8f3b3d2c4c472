import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Lane, Reservation, Slot } from "../api/types";
import { hours } from "../booking/said";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Form, Refused, Select } from "../ui/form";
import { dateOf, day } from "../ui/time";
import { say } from "../ui/toast";
import { useVehicle, VehicleFields } from "../visit/vehicle";
import { t } from "../words/words";
import { firstDrop, lanesBack } from "./across";
import { SlotPicker, SlotTimes, usePicking } from "./picker";
import { DriverFields, driverBody, useDriver } from "./reserve";
import { readPickups, useRead } from "./store";

/** What a truck brings and what it takes away in one stay, in one act: both times, or none. */
export function PairForm() {
  const site = useSite();
  const { lanes } = site.site;
  const drop = useDrop(lanes);
  const pickup = usePickup(lanes, drop.lane, drop.slot);
  const vehicle = useVehicle(site.site.country);
  const driver = useDriver();
  const { busy, fault, run } = useActing();
  const body = (slot: Slot | null): object => ({
    site: site.site.code,
    slot: slot?.id,
    vehicle: vehicle.body(),
    driver: driverBody(driver),
    cargo: { class: lanes.find(({ code }) => code === slot?.lane)?.class ?? "general" },
  });
  const send = async (): Promise<void> => {
    const both = { drop: body(drop.slot), pickup: body(pickup.slot) };
    const made = await site.client.post<{ drop: Reservation }>("/v1/reservations/pairs", both);
    site.bookings.value++;
    say(t("pair-done", { plate: made.drop.vehicle.plate }));
    site.open({ is: "reservation", id: made.drop.id });
  };
  const isReady = drop.slot && pickup.slot && vehicle.plate.value.trim() && driver.name.value.trim();
  return (
    <>
      <DrawerHead title={t("pair")} under={t("pair-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Leg name={t("pair-drop")} slot={drop.slot} lane={drop.lane} lanes={lanes}>
          <SlotPicker key={drop.lane.value} picking={drop.picking} lane={drop.lane.value} />
        </Leg>
        <Leg name={t("pair-pickup")} slot={pickup.slot} lane={pickup.lane} lanes={pickup.lanes}>
          <PickupTimes drop={drop.slot} {...pickup} />
        </Leg>
        <VehicleFields vehicle={vehicle} />
        <DriverFields driver={driver} />
        <Refused fault={fault.value} />
        <div class="form-end">
          <Button look="primary" icon="check" submit busy={busy.value} disabled={!isReady}>
            {t("pair-go")}
          </Button>
        </div>
      </Form>
    </>
  );
}

function useDrop(lanes: readonly Lane[]) {
  const site = useSite();
  const lane = useSignal(firstDrop(lanes));
  const picking = usePicking(dateOf(site.now.peek() ?? 0, site.zone), null);
  return { lane, picking, slot: picking.slot?.lane === lane.value ? picking.slot : null };
}

interface Pickup {
  /** Those it can go by. */
  lanes: Lane[];
  lane: Signal<string>;
  chosen: Signal<string>;
  /** The times that go with the drop; null until one is chosen and they are read. */
  times: Slot[] | null;
  slot: Slot | null;
  fault: unknown;
}

/** It goes another way than the drop, and soon after it: another drop may leave it without its lane or its time. */
function usePickup(all: readonly Lane[], dropLane: Signal<string>, drop: Slot | null): Pickup {
  const site = useSite();
  const lanes = lanesBack(all, dropLane.value);
  const lane = useSignal(lanes[0]?.code ?? "");
  const chosen = useSignal("");
  useSignalEffect(() => {
    const able = lanesBack(all, dropLane.value);
    if (!able.some(({ code }) => code === lane.value)) lane.value = able[0]?.code ?? "";
  });
  const { found, fault } = useRead(drop && `${drop.id} ${lane.value}`, () => readPickups(site, drop!, lane.value));
  const times = drop && found?.filter((slot) => slot.lane === lane.value && Date.parse(slot.starts_at) >= Date.parse(drop.starts_at));
  return { lanes, lane, chosen, times: times ?? null, slot: times?.find(({ id }) => id === chosen.value) ?? null, fault };
}

interface LegProps {
  name: string;
  slot: Slot | null;
  lane: Signal<string>;
  lanes: readonly Lane[];
  children: ComponentChildren;
}

function Leg({ name, slot, lane, lanes, children }: LegProps) {
  const { zone } = useSite();
  return (
    <section class="leg" aria-label={name}>
      <h3>
        {name}
        {slot && (
          <span>
            {day(slot.starts_at, zone)}, {hours(slot.starts_at, slot.ends_at, zone)}
          </span>
        )}
      </h3>
      <Select label={t("lane")} value={lane} options={lanes.map(({ code }) => ({ value: code, text: code }))} />
      {children}
    </section>
  );
}

function PickupTimes({ drop, times, chosen, fault }: Pick<Pickup, "times" | "chosen" | "fault"> & { drop: Slot | null }) {
  return (
    <fieldset class="slot-picker">
      <legend>{t("slot")}</legend>
      {!drop && <p class="hint">{t("pair-drop-first")}</p>}
      <Refused fault={fault} />
      {times?.length === 0 && <p class="hint">{t("pair-no-time")}</p>}
      {drop && times && <SlotTimes slots={times} chosen={chosen} on={drop.local_date} />}
    </fieldset>
  );
}
