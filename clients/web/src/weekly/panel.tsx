import { useSignal } from "@preact/signals";
import { DrawerHead } from "../console/drawer-head";
import { useRead } from "../slots/store";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Check } from "../ui/check";
import { Fact, Facts } from "../ui/facts";
import { Button, put, Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { dateText, daysText, problemText } from "./said";
import type { Occurrence, Standing } from "./types";

type Detail = Standing & { occurrences: Occurrence[] };

/** One weekly pattern, what became of its dates so far, and how it ends. */
export function StandingPanel({ id }: { id: string }) {
  const site = useSite();
  const { found, fault } = useRead(id, () => site.client.get<Detail>(`/v1/standing-reservations/${id}`));
  return (
    <>
      <DrawerHead
        title={<span class="plate">{found?.vehicle.plate ?? t("view-weekly")}</span>}
        under={found ? `${daysText(found.days)} · ${found.at}` : undefined}
      />
      <div class="drawer-body">
        {!found && <Refused fault={fault} />}
        {!found && !fault && <Skeleton rows={4} />}
        {found && <Told found={found} />}
        {found?.status === "standing" && <End found={found} />}
        {found && <Dates found={found} />}
      </div>
    </>
  );
}

function Told({ found }: { found: Detail }) {
  return (
    <Facts>
      <Fact name={t("lane")}>{found.lane}</Fact>
      <Fact name={t("weekly-from")}>{dateText(found.first_date)}</Fact>
      <Fact name={t("weekly-to")}>{found.last_date ? dateText(found.last_date) : t("weekly-no-end")}</Fact>
      {found.driver.name && <Fact name={t("role-driver")}>{found.driver.name}</Fact>}
      <Fact name={t("status")}>
        {found.status === "ended" ? t("weekly-ended") : found.next ? t("weekly-next", { date: dateText(found.next) }) : "–"}
      </Fact>
    </Facts>
  );
}

function End({ found }: { found: Detail }) {
  const site = useSite();
  const isAsked = useSignal(false);
  const isCancelled = useSignal(false);
  const { busy, fault, run } = useActing();
  const end = async (): Promise<void> => {
    await site.client.delete(`/v1/standing-reservations/${found.id}?cancel=${isCancelled.value}`);
    site.bookings.value++;
    say(t("weekly-was-ended", { plate: found.vehicle.plate ?? "" }));
  };
  if (!isAsked.value)
    return (
      <div class="act-row">
        <Button look="danger" icon="close" onClick={put(isAsked, true)}>
          {t("weekly-end")}
        </Button>
      </div>
    );
  return (
    <div class="ask">
      <p>{t("weekly-end-sure")}</p>
      <Check label={t("weekly-end-cancel")} value={isCancelled} />
      <Refused fault={fault.value} />
      <div class="form-end">
        <Button onClick={put(isAsked, false)}>{t("cancel")}</Button>
        <Button look="danger" busy={busy.value} onClick={() => void run(end)}>
          {t("weekly-end")}
        </Button>
      </div>
    </div>
  );
}

/** Nobody comes on that date, or came. */
function isLost(status: Occurrence["status"]): boolean {
  return status !== null && ["missed", "cancelled", "expired", "displaced"].includes(status);
}

function Dates({ found }: { found: Detail }) {
  const site = useSite();
  const latest = [...found.occurrences].reverse();
  if (latest.length === 0) return null;
  return (
    <section class="block">
      <h3>{t("weekly-dates")}</h3>
      <ul class="dates">
        {latest.map(({ date, reservation, status, problem }) => (
          <li key={date} class={isLost(status) || problem ? "is-refused" : ""}>
            <Icon name={isLost(status) || problem ? "alert" : "check"} />
            <b>{dateText(date)}</b>
            {reservation ? (
              <button type="button" class="as-link" onClick={() => site.open({ is: "reservation", id: reservation })}>
                {t(status ? `state-${status}` : "reservation")}
              </button>
            ) : (
              <span>{problem && problemText(problem)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
