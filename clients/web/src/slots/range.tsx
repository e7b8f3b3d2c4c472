import { signal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useSite } from "../site/site";
import { Field } from "../ui/form";
import { wallInstant } from "../ui/time";
import { t } from "../words/words";

export interface Range {
  from: Signal<string>;
  to: Signal<string>;
  /** Instants; null while they make no range. */
  bounds(): { from: string; to: string } | null;
}

/** From when to when any time would do, in the site's wall time; the whole of `date` at first. */
export function useRange(date: string): Range {
  const { zone } = useSite();
  return useMemo(() => {
    const from = signal(`${date}T00:00`);
    const to = signal(`${date}T23:59`);
    const bounds = (): { from: string; to: string } | null => {
      const [starts, ends] = [wallInstant(from.value, zone), wallInstant(to.value, zone)];
      if (starts === null || ends === null || ends <= starts) return null;
      return { from: new Date(starts).toISOString(), to: new Date(ends).toISOString() };
    };
    return { from, to, bounds };
  }, [date, zone]);
}

export function RangeFields({ range }: { range: Range }) {
  return (
    <>
      <Field label={t("not-before")} value={range.from} type="datetime-local" required />
      <Field label={t("not-after")} value={range.to} type="datetime-local" required hint={t("range-hint")} />
    </>
  );
}
