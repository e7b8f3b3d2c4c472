import { useSignal } from "@preact/signals";
import type { Guidance, Visit } from "../api/types";
import { useActing } from "../ui/acting";
import { Button, put, Refused } from "../ui/form";
import { t } from "../words/words";
import { Sure } from "./sure";
import type { DriverView } from "./view";

/** Who finds its bay taken or its way blocked says so, and is led elsewhere at once. */
export function Dispute({ view, guidance }: { view: DriverView; guidance: Guidance }) {
  const isAsking = useSignal(false);
  const { busy, fault, run } = useActing();
  const visit = view.visit!;
  const say = (body: { bay: string } | { between: [string, string] }): void =>
    void run(async () => {
      view.begin(await view.client.post<Visit>(`/v1/visits/${visit.id}/dispute`, body));
      isAsking.value = false;
    });
  const { bay, second, path } = guidance;
  const drives = guidance.steps.filter((step) => step.distance_m > 0 && path.indexOf(step.node) >= 0);
  return (
    <section class="dispute">
      <Refused fault={fault.value} />
      {isAsking.value ? (
        <div class="tile">
          <p>{t("dispute-where")}</p>
          {drives.map((step) => {
            const at = path.indexOf(step.node);
            return (
              <Button key={step.node} busy={busy.value} onClick={() => say({ between: [path[at]!, path[at + 1]!] })}>
                {step.text}
              </Button>
            );
          })}
          <Button look="quiet" onClick={put(isAsking, false)}>
            {t("dispute-no")}
          </Button>
        </div>
      ) : (
        <>
          {visit.status === "admitted" && bay && (
            <Sure
              words={{
                offer: t("dispute-bay"),
                question: second ? t("dispute-bay-sure", { bay, second: second.bay }) : t("dispute-bay-none", { bay }),
                yes: t("dispute-yes"),
                no: t("dispute-no"),
              }}
              busy={busy.value}
              look="quiet"
              act={() => say({ bay })}
            />
          )}
          {drives.length > 0 && (
            <Button look="quiet" onClick={put(isAsking, true)}>
              {t("dispute-way")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
