import type { Guidance } from "../api/types";
import { t } from "../words/words";

export function Steps({ guidance }: { guidance: Guidance }) {
  return (
    <section class="block">
      <h3>{guidance.bay ? t("way-to-bay", { bay: guidance.bay }) : t("way")}</h3>
      <ol class="steps">
        {guidance.steps.map((step, i) => (
          <li key={i}>
            <span>{step.text}</span>
            {step.distance_m > 0 && <b>{Math.round(step.distance_m)} m</b>}
          </li>
        ))}
      </ol>
    </section>
  );
}
