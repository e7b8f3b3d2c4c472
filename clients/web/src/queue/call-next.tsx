import { useSignal } from "@preact/signals";
import { nextOf, reasonText, stoppedLanes } from "../calls/control";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, put, Refused, Stepper } from "../ui/form";
import { Icon } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";

const MOST_AT_ONCE = 20;

/** What keeps calls from being made, or when the next is made without anybody's hand. */
function Standstill({ line }: { line: string }) {
  const site = useSite();
  const lanes = site.site.lanes.filter((lane) => lane.line === line);
  const stopped = stoppedLanes(site).filter((code) => lanes.some((lane) => lane.code === code));
  if (stopped.length > 0)
    return (
      <div class="stopped" role="alert">
        <p>
          <Icon name="stop" /> <b>{t("calls-stopped")}</b> {stopped.length < lanes.length && stopped.join(", ")}
        </p>
        <Button onClick={() => site.open({ is: "calls" })}>{t("details")}</Button>
      </div>
    );
  const why = reasonText(nextOf(site.calls.value, line));
  return why ? (
    <p class="call-next-why">
      <b>{t("calls-automatic")}</b> · {why}
    </p>
  ) : null;
}

/** Calls the next trucks of a lane, or of every lane in the published order. */
export function CallNext({ line, lane }: { line: string; lane: string }) {
  const site = useSite();
  const count = useSignal(1);
  const { busy, fault, run } = useActing();
  const entries = site.queue.order.value.lines.get(line) ?? [];
  const next = entries.filter(({ item }) => item?.status === "waiting" && (!lane || item.lane === lane)).slice(0, count.value);
  const call = async (): Promise<void> => {
    const body = lane ? { count: count.value, lane } : { count: count.value };
    const answer = await site.client.post<{ visits: unknown[] }>(`/v1/sites/${site.site.code}/calls`, body);
    say(t("called", { count: answer.visits.length }));
  };
  return (
    <footer class="call-next">
      <Standstill line={line} />
      <Refused fault={fault.value} />
      <div class="call-next-bar">
        <div class="call-next-who">
          <span>{lane || t("next-in-order")}</span>
          <b class="plate">
            {next[0]?.item ? (site.visits.plate(next[0].item.visit) ?? "…") : t("nobody")}
            {next.length > 1 && <small> +{next.length - 1}</small>}
          </b>
        </div>
        <Stepper label={t("how-many")} value={count.value} most={MOST_AT_ONCE} choose={(many) => put(count, many)()} />
        <Button look="primary" icon="call" busy={busy.value} disabled={next.length === 0} onClick={() => void run(call)}>
          {t("call-next")}
        </Button>
      </div>
    </footer>
  );
}
