import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Explanation } from "../api/types";
import { because } from "../ui/because";
import { has, language, t } from "../words/words";
import type { DriverView } from "./view";

/** Why this place, and who came in front: how many and by which rule, never who. */
export function WhyPart({ view }: { view: DriverView }) {
  const told = useSignal<Explanation | null>(null);
  const visit = view.visit!;
  const passed = view.standing.value.passedBy.reduce((sum, other) => sum + other.count, 0);
  useEffect(() => {
    view.client.get<Explanation>(`/v1/visits/${visit.id}/explanation`).then(
      (answer) => {
        told.value = answer;
      },
      () => undefined,
    );
  }, [visit.id, passed, language.value]);
  const others = told.value?.passed_by ?? [];
  const reasons = told.value?.rules.clauses ?? null;
  if (visit.because.length === 0 && others.length === 0) return null;
  return (
    <section class="tile why">
      <h2>{t("why")}</h2>
      <ul>
        {(reasons ?? visit.because).map((reason) => (
          <li key={reason.clause}>{because(reason, reasons !== null)}</li>
        ))}
        {others.map((other) => (
          <li key={other.class + other.clause} class="passed">
            {t("passed", { count: other.count, class: has(`class-${other.class}`) ? t(`class-${other.class}`) : other.class })}
          </li>
        ))}
      </ul>
    </section>
  );
}
