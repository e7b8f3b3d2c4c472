import { useSignal } from "@preact/signals";
import type { Visit } from "../api/types";
import { AreaField, areaOf, useArea } from "../booking/area";
import { referenceIn } from "../booking/reference";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, put, Refused, Segments, Select } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { useVehicle, VehicleFields } from "./vehicle";

const WAYS = () =>
  [
    { value: "walk-in", text: t("walk-in") },
    { value: "reference", text: t("with-reference") },
  ] as const;

/** A truck stands at the desk: with a reference, or without one as a walk-in. */
export function CheckIn({ plate, country }: { plate?: string | undefined; country?: string | undefined }) {
  const site = useSite();
  const way = useSignal<"walk-in" | "reference">("walk-in");
  const reference = useSignal("");
  const lane = useSignal(site.site.lanes[0]?.code ?? "");
  const area = useArea(site.site);
  const vehicle = useVehicle(country ?? site.site.country, plate);
  const { busy, fault, run } = useActing();
  const isWalkIn = way.value === "walk-in";
  const isReady = isWalkIn ? vehicle.plate.value.trim() !== "" && lane.value !== "" : reference.value.trim() !== "";
  const send = async (): Promise<void> => {
    const cls = site.site.lanes.find((other) => other.code === lane.value)?.class ?? "general";
    const body = isWalkIn
      ? { vehicle: vehicle.body(), lane: lane.value, cargo: { class: cls } }
      : { reference: referenceIn(reference.value) };
    const visit = await site.client.post<Visit>(`/v1/sites/${site.site.code}/visits`, { ...body, ...areaOf(area), by: "operator" });
    site.visits.put(visit);
    say(t("checked-in", { plate: visit.vehicle.plate, place: visit.place?.position ?? 0 }));
    site.open({ is: "visit", id: visit.id });
  };
  return (
    <>
      <DrawerHead title={t("check-in")} under={t("check-in-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Segments label={t("check-in-way")} chosen={way.value} options={WAYS()} choose={(value) => put(way, value)()} />
        {isWalkIn ? (
          <>
            <VehicleFields vehicle={vehicle} />
            <Select label={t("lane")} value={lane} options={site.site.lanes.map(({ code }) => ({ value: code, text: code }))} />
          </>
        ) : (
          <Field label={t("reference")} value={reference} required autofocus hint={t("reference-hint")} />
        )}
        <AreaField areas={site.site.areas} value={area} />
        <Refused fault={fault.value} />
        <div class="form-end">
          <Button look="primary" icon="check" submit busy={busy.value} disabled={!isReady}>
            {t("check-in")}
          </Button>
        </div>
      </Form>
    </>
  );
}
