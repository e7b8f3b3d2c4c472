import { signal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Vehicle } from "../api/types";
import { Field } from "../ui/form";
import { t } from "../words/words";

export interface VehicleForm {
  plate: Signal<string>;
  country: Signal<string>;
  trailer: Signal<string>;
  length: Signal<string>;
  body(): Vehicle;
}

export function useVehicle(country: string, plate = ""): VehicleForm {
  return useMemo(() => {
    const form = { plate: signal(plate), country: signal(country), trailer: signal(""), length: signal("") };
    const body = (): Vehicle => {
      const length = Number(form.length.value.replace(",", "."));
      return {
        plate: form.plate.value.trim(),
        country: form.country.value.trim(),
        ...(form.trailer.value.trim() ? { trailer: form.trailer.value.trim() } : {}),
        ...(length > 0 ? { length_m: length } : {}),
      };
    };
    return { ...form, body };
  }, []);
}

export function VehicleFields({ vehicle }: { vehicle: VehicleForm }) {
  return (
    <>
      <div class="pair wide-first">
        <Field label={t("plate")} value={vehicle.plate} upper required autofocus />
        <Field label={t("country")} value={vehicle.country} upper required />
      </div>
      <div class="pair">
        <Field label={t("trailer")} value={vehicle.trailer} upper />
        <Field label={t("length-m")} value={vehicle.length} inputMode="decimal" />
      </div>
    </>
  );
}
