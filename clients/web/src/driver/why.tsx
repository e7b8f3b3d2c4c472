import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Explanation } from "../api/types";
import { because } from "../ui/because";
import { Rule, rulesHref } from "../ui/rules";
import { language, t } from "../words/words";
import type { DriverView } from "./view";

/** Why this place, who came in front, by which rule and never who, and what would change it. */
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
  }, [visit.id, visit.status, passed, language.value]);
  const { passed_by = [], corrections = [], changes = [], rules } = told.value ?? {};
  const reasons = rules?.clauses ?? null;
  if (visit.because.length === 0 && passed_by.length === 0) return null;
  return (
    <section class="tile why">
      <h2>{t("why")}</h2>
      <ul>
        {(reasons ?? visit.because).map((reason) => (
          <li key={reason.clause}>
            {because(reason, reasons !== null)} <Rule clause={reason.clause} />
          </li>
        ))}
        {passed_by.map((other) => (
          <li key={other.class + other.clause} class="passed">
            {other.text} <Rule clause={other.clause} />
          </li>
        ))}
        {corrections.map((each) => (
          <li key={each.at}>{each.text}</li>
        ))}
      </ul>
      {changes.length > 0 && (
        <>
          <h2>{t("why-changes")}</h2>
          <ul class="changes">
            {changes.map((each) => (
              <li key={each.code}>
                {each.text} <Rule clause={each.clause} />
              </li>
            ))}
          </ul>
        </>
      )}
      <a class="rule" href={rulesHref(visit.site)} target="_blank" rel="noopener">
        {t("why-rules")}
      </a>
    </section>
  );
}
