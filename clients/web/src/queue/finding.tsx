/** Trucks with this plate that stand in no line shown here: in the yard, in another line, or gone. */
import { useSignal } from "@preact/signals";
import type { Visit } from "../api/types";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { t } from "../words/words";
import { plain } from "./filter";

export function Finding({ text, line }: { text: string; line: string }) {
  const site = useSite();
  const found = useSignal<{ text: string; visits: Visit[] } | null>(null);
  const { busy, fault, run } = useActing();
  const wanted = plain(text);
  const find = (): void =>
    void run(async () => {
      found.value = { text: wanted, visits: await site.visits.find(wanted) };
    });
  const here =
    found.value?.text === wanted
      ? found.value.visits.filter((visit) => visit.line !== line || !["waiting", "called"].includes(visit.status))
      : null;
  return (
    <div class="finding">
      {here === null && (
        <Button look="plain" icon="search" busy={busy.value} onClick={find}>
          {t("find-everywhere")}
        </Button>
      )}
      {here?.length === 0 && <p class="hint">{t("find-nowhere-else")}</p>}
      {here?.map((visit) => (
        <button key={visit.id} type="button" class="found" onClick={() => site.open({ is: "visit", id: visit.id })}>
          <b class="plate">{visit.vehicle.plate}</b>
          <span>{t(`status-${visit.status.replace("_", "-")}`)}</span>
          {visit.bay && <span>{visit.bay}</span>}
        </button>
      ))}
      <Refused fault={fault.value} />
    </div>
  );
}
