import { signal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Field } from "../ui/form";
import { wallInstant } from "../ui/time";
import { t } from "../words/words";

export interface LimitsForm {
  before: Signal<string>;
  after: Signal<string>;
  /** The member `limits` of what is asked for, of what was filled in; nothing where nothing was. */
  body(zone: string): object;
}

/** Within which time another slot would still do, should the site not be able to keep this one. */
export function useLimits(): LimitsForm {
  return useMemo(() => {
    const [before, after] = [signal(""), signal("")];
    const body = (zone: string): object => {
      const said = { not_before: wallInstant(before.value, zone), not_after: wallInstant(after.value, zone) };
      const limits = Object.entries(said).filter(([, at]) => at !== null);
      if (limits.length === 0) return {};
      return { limits: Object.fromEntries(limits.map(([name, at]) => [name, new Date(at!).toISOString()])) };
    };
    return { before, after, body };
  }, []);
}

export function LimitsFields({ limits }: { limits: LimitsForm }) {
  return (
    <details class="limits">
      <summary>{t("limits")}</summary>
      <div class="stack">
        <p class="hint">{t("limits-hint")}</p>
        <Field label={t("limits-before")} value={limits.before} type="datetime-local" />
        <Field label={t("limits-after")} value={limits.after} type="datetime-local" />
      </div>
    </details>
  );
}
