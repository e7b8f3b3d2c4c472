import { useSignal, type Signal } from "@preact/signals";
import type { Reservation } from "../api/types";
import { hours } from "../booking/said";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Form, Refused, Select } from "../ui/form";
import { dateOf, day } from "../ui/time";
import { say } from "../ui/toast";
import { useVehicle, VehicleFields } from "../visit/vehicle";
import { t } from "../words/words";
import { type Picking, SlotPicker, usePicking } from "./picker";
import { DriverFields, driverBody, useDriver } from "./reserve";

interface Leg {
  lane: Signal<string>;
  picking: Picking;
}

function useLeg(lane: string): Leg {
  const site = useSite();
  return { lane: useSignal(lane), picking: usePicking(dateOf(site.now.peek() ?? 0, site.zone), null) };
}

/** What a truck brings and what it takes away, in one act: both times, or none. */
export function PairForm() {
  const site = useSite();
  const [first = "", second = first] = laneOrder(site.site.lanes);
  const drop = useLeg(first);
  const pickup = useLeg(second);
  const vehicle = useVehicle(site.site.country);
  const driver = useDriver();
  const { busy, fault, run } = useActing();
  const body = ({ lane, picking }: Leg): object => ({
    site: site.site.code,
    slot: picking.chosen.value,
    vehicle: vehicle.body(),
    driver: driverBody(driver),
    cargo: { class: site.site.lanes.find(({ code }) => code === lane.value)?.class ?? "general" },
  });
  const send = async (): Promise<void> => {
    const both = { drop: body(drop), pickup: body(pickup) };
    const made = await site.client.post<{ drop: Reservation }>("/v1/reservations/pairs", both);
    site.bookings.value++;
    say(t("pair-done", { plate: made.drop.vehicle.plate }));
    site.open({ is: "reservation", id: made.drop.id });
  };
  const isPicked = drop.picking.chosen.value !== "" && pickup.picking.chosen.value !== "";
  return (
    <>
      <DrawerHead title={t("pair")} under={t("pair-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <LegFields name={t("pair-drop")} leg={drop} />
        <LegFields name={t("pair-pickup")} leg={pickup} />
        <VehicleFields vehicle={vehicle} />
        <DriverFields driver={driver} />
        <Refused fault={fault.value} />
        <div class="form-end">
          <Button
            look="primary"
            icon="check"
            submit
            busy={busy.value}
            disabled={!isPicked || !vehicle.plate.value.trim() || !driver.name.value.trim()}
          >
            {t("pair-go")}
          </Button>
        </div>
      </Form>
    </>
  );
}

function LegFields({ name, leg }: { name: string; leg: Leg }) {
  const { site, zone } = useSite();
  const { slot, chosen } = leg.picking;
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
      <Select label={t("lane")} value={leg.lane} options={site.lanes.map(({ code }) => ({ value: code, text: code }))} />
      <SlotPicker key={leg.lane.value} picking={{ ...leg.picking, chosen }} lane={leg.lane.value} />
    </section>
  );
}

/** What is brought goes out of the country, what is taken away came in. */
function laneOrder(lanes: readonly { code: string; direction: string }[]): string[] {
  const by = (direction: string): string | undefined => lanes.find((lane) => lane.direction === direction)?.code;
  const first = by("export") ?? lanes[0]?.code;
  return [first, by("import") ?? first].filter((code) => code !== undefined);
}
