import { aside } from "../api/problem";
import { Sections } from "../slots/sections";
import { useRead } from "../slots/store";
import { useSite } from "../site/site";
import { Button, Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { rem } from "../ui/rem";
import { VirtualList } from "../ui/virtual";
import { t } from "../words/words";
import { dateText, daysText } from "./said";
import type { Standing } from "./types";

const ROW_REM = 3.7;

/** Who comes at the same time every week. */
export function WeeklyView() {
  const site = useSite();
  const { found, fault } = useRead(site.site.code, () => site.client.all<Standing>("/v1/standing-reservations", { site: site.site.code }));
  const panel = site.panel.value;
  const shown = found && [...found].sort((a, b) => Number(a.status === "ended") - Number(b.status === "ended"));
  return (
    <section class="panel weekly" aria-labelledby="weekly-title">
      <header class="panel-head">
        <h2 id="weekly-title">{t("view-weekly")}</h2>
        <Sections />
        <span class="gap" />
        <Button look="primary" icon="plus" onClick={() => site.open({ is: "standing-new" })}>
          {t("weekly-new")}
        </Button>
      </header>
      <Refused fault={aside(fault)} />
      {shown === null && !fault && <Skeleton rows={4} />}
      {shown && (
        <VirtualList
          items={shown}
          rowHeight={Math.round(ROW_REM * rem.value)}
          label={t("view-weekly")}
          keyOf={({ id }) => id}
          selected={panel?.is === "standing" ? panel.id : null}
          onOpen={({ id }) => site.open({ is: "standing", id })}
          row={(standing) => <Row standing={standing} />}
          empty={
            <div class="empty">
              <Icon name="week" />
              <p>{t("weekly-none")}</p>
            </div>
          }
        />
      )}
    </section>
  );
}

function Row({ standing }: { standing: Standing }) {
  const { at, days, driver, lane, next, status, vehicle } = standing;
  return (
    <div class={`booking-row${status === "ended" ? " is-over" : ""}`}>
      <span class="who">
        <b class="plate">{vehicle.plate ?? "–"}</b>
        <small>{driver.name}</small>
      </span>
      <span class="when">
        <b>
          {daysText(days)} · {at}
        </b>
        <small class="lane-code">{lane}</small>
      </span>
      <span class={`status is-${status}`}>
        {status === "ended" ? t("weekly-ended") : next ? t("weekly-next", { date: dateText(next) }) : ""}
      </span>
    </div>
  );
}
