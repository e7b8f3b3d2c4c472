/** Where a truck waits for its call, of the areas of its site. */
import { type Signal, useSignal } from "@preact/signals";
import type { Site, WaitingArea } from "../api/types";
import { Select } from "../ui/form";
import { spanText } from "../ui/time";
import { t } from "../words/words";

/** The chosen area: at first the nearest, "" where a site has none. */
export function useArea(site: Site | null): Signal<string> {
  return useSignal(site?.areas?.[0]?.id ?? "");
}

/** Asked only where it makes a difference. */
export function AreaField({ areas = [], value }: { areas: readonly WaitingArea[] | undefined; value: Signal<string> }) {
  if (areas.length < 2) return null;
  const options = areas.map(({ id, name, drive_minutes }) => ({ value: id, text: `${name} · ${spanText(drive_minutes)}` }));
  return <Select label={t("area")} value={value} options={options} />;
}

/** What a check-in says of it. */
export function areaOf(value: Signal<string>): { area?: string } {
  return value.value ? { area: value.value } : {};
}
