import { useSignal } from "@preact/signals";
import type { Appealed, Reservation } from "../api/types";
import { aside } from "../api/problem";
import { causeText, hours } from "../booking/said";
import { useSite } from "../site/site";
import { Button, put, Refused } from "../ui/form";
import { day } from "../ui/time";
import { say } from "../ui/toast";
import { ReasonForm } from "../visit/reason";
import { t } from "../words/words";
import { readAppeals, useRead } from "./store";

type Decision = "forgive" | "uphold";

/** Misses that somebody says should not count, each with the facts to decide it by. Not there while there are none. */
export function AppealsPanel() {
  const site = useSite();
  const { found, fault } = useRead(site.site.code, () => readAppeals(site));
  const shown = aside(fault);
  if (!found?.length && !shown) return null;
  return (
    <section class="panel appeals" aria-labelledby="appeals-title">
      <header class="panel-head">
        <h2 id="appeals-title">{t("appeals")}</h2>
        <span class="count">{t("appeals-count", { count: found?.length ?? 0 })}</span>
      </header>
      <Refused fault={shown} />
      <ul class="appeal-rows">
        {found?.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Row({ one }: { one: Appealed }) {
  const site = useSite();
  const asking = useSignal<Decision | null>(null);
  const { reservation: found } = one;
  const decide = (decision: Decision) => (
    <Button look={decision === "forgive" ? "primary" : "quiet"} onClick={put(asking, asking.value === decision ? null : decision)}>
      {t(`appeal-${decision}`)}
    </Button>
  );
  return (
    <li class="card">
      <header>
        <button type="button" class="found" onClick={() => site.open({ is: "reservation", id: one.id })}>
          <b class="plate">{found.vehicle.plate}</b>
        </button>
        <span>{found.appeal && causeText(found.appeal.reason)}</span>
      </header>
      {one.text && <blockquote>{one.text}</blockquote>}
      <Told one={one} />
      <div class="act-row">
        {decide("forgive")}
        {decide("uphold")}
      </div>
      {asking.value && <Answer one={one} decision={asking.value} done={put(asking, null)} />}
    </li>
  );
}

/** What is known of the miss, and of the site on that day. */
function Told({ one }: { one: Appealed }) {
  const { zone } = useSite();
  const { arrive } = one.reservation;
  const { shown, missed, late, most_late_minutes: minutes } = one.day;
  return (
    <ul class="hint">
      {arrive && (
        <li>
          {t("arrive-between")} {day(arrive.from, zone)}, {hours(arrive.from, arrive.until, zone)}
        </li>
      )}
      <li>{one.late_minutes === null ? t("appeal-never") : t("appeal-came", { minutes: one.late_minutes })}</li>
      <li>{t("appeal-day", { shown, missed })}</li>
      <li>{late > 0 ? t("appeal-site-late", { count: late, minutes }) : t("appeal-site-kept")}</li>
      <li>{t("appeal-misses", { count: one.misses })}</li>
    </ul>
  );
}

function Answer({ one, decision, done }: { one: Appealed; decision: Decision; done(): void }) {
  const site = useSite();
  return (
    <ReasonForm
      title={t(`appeal-why-${decision}`)}
      send={(reason) => site.client.post<Reservation>(`/v1/appeals/${one.id}/decide`, { decision, reason })}
      done={() => {
        say(t("appeal-done", { plate: one.reservation.vehicle.plate }));
        site.bookings.value++;
        done();
      }}
    />
  );
}
