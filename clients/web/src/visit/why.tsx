import type { Explanation, Visit } from "../api/types";
import { useSite } from "../site/site";
import { useRead } from "../slots/store";
import { because } from "../ui/because";
import { Rule } from "../ui/rules";
import { has, language, t } from "../words/words";

/** Why a visit stands here, who passed it by which clause, what was put right about it, and what would change it. */
export function Why({ visit }: { visit: Visit }) {
  const site = useSite();
  const key = [visit.id, visit.status, visit.lane, visit.bay, visit.vehicle.plate, language.value].join();
  const told = useRead(key, () => site.client.get<Explanation>(`/v1/visits/${visit.id}/explanation`));
  const { passed_by = [], corrections = [], changes = [] } = told.found ?? {};
  const lines = [
    ...passed_by.map((each) => ({ ...each, key: each.class + each.clause })),
    ...changes.map((each) => ({ ...each, key: each.code })),
  ];
  if (visit.because.length === 0 && lines.length === 0 && corrections.length === 0) return null;
  return (
    <section class="block">
      <h3>{t("why")}</h3>
      <ul class="why">
        {visit.because.map((reason) => (
          <li key={reason.clause}>
            {because(reason)}
            <Rule clause={reason.clause} />
          </li>
        ))}
        {corrections.map((each) => (
          <li key={each.at}>
            {each.text} <small>{has(`reason-${each.reason}`) ? t(`reason-${each.reason}`) : each.reason}</small>
          </li>
        ))}
      </ul>
      {lines.length > 0 && (
        <ul class="passed">
          {lines.map((each) => (
            <li key={each.key}>
              {each.text}
              <Rule clause={each.clause} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
