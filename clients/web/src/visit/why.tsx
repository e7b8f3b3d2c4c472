import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Explanation, Visit } from "../api/types";
import { useSite } from "../site/site";
import { because } from "../ui/because";
import { has, t } from "../words/words";

export function Why({ visit }: { visit: Visit }) {
  const site = useSite();
  const told = useSignal<Explanation | null>(null);
  useEffect(() => {
    told.value = null;
    site.client.get<Explanation>(`/v1/visits/${visit.id}/explanation`).then(
      (answer) => {
        told.value = answer;
      },
      () => undefined,
    );
  }, [visit.id, visit.status]);
  const reasons = visit.because;
  const passed = told.value?.passed_by ?? [];
  if (reasons.length === 0 && passed.length === 0 && !told.value?.text) return null;
  return (
    <section class="block">
      <h3>{t("why")}</h3>
      <ul class="why">
        {reasons.map((reason) => (
          <li key={reason.clause}>
            {because(reason)}
            <code>{reason.clause}</code>
          </li>
        ))}
      </ul>
      {reasons.length === 0 && told.value?.text && <p>{told.value.text}</p>}
      {passed.length > 0 && (
        <ul class="passed">
          {passed.map((other) => (
            <li key={other.class + other.clause}>
              <b>{other.count}</b> {t("passed-by", { class: className(other.class), count: other.count })}
              <code>{other.clause}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function className(name: string): string {
  return has(`class-${name}`) ? t(`class-${name}`) : name;
}
