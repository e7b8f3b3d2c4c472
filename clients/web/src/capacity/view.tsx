import { useSignal, type Signal } from "@preact/signals";
import { aside } from "../api/problem";
import { PutCalendar } from "../calendar/put";
import { Sections } from "../slots/sections";
import { useRead } from "../slots/store";
import { useSite } from "../site/site";
import { put, Refused, Segments, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { dateOf, weekdayName } from "../ui/time";
import { t } from "../words/words";
import { type Advice, figuresOf, type Hour, hoursOf, lanesOf, rounded, TOO_FULL, weekdayOf, weekOf } from "./advice";
import { WEEK, type Weekday } from "../weekly/types";

/** How many places each hour should have, beside those it has, and what that rests on. */
export function CapacityView() {
  const site = useSite();
  const { found, fault } = useRead(site.site.code, () => site.client.get<Advice>(`/v1/sites/${site.site.code}/capacity-advice`));
  const lane = useSignal("");
  const day = useSignal<Weekday>(weekdayOf(dateOf(site.now.peek() ?? 0, site.zone)));
  const advised = found ? lanesOf(found) : [];
  const lanes = site.site.lanes.map(({ code }) => code).filter((code) => advised.includes(code));
  const shown = lanes.includes(lane.value) ? lane.value : (lanes[0] ?? "");
  return (
    <section class="panel capacity" aria-labelledby="capacity-title">
      <header class="panel-head">
        <h2 id="capacity-title">{t("view-capacity")}</h2>
        <Sections />
      </header>
      <Refused fault={aside(fault)} />
      {!found && !fault && <Skeleton rows={9} />}
      {found && lanes.length === 0 && <Empty />}
      {found && lanes.length > 0 && (
        <div class="capacity-body">
          <p class="capacity-lead">{t("capacity-lead", { target: Math.round(found.target * 100) })}</p>
          {lanes.length > 1 && (
            <Segments
              label={t("lane")}
              chosen={shown}
              options={lanes.map((value) => ({ value, text: value }))}
              choose={(value) => put(lane, value)()}
            />
          )}
          <Week advice={found} lane={shown} day={day} />
          <Hours key={shown + day.value} hours={hoursOf(found, shown, day.value)} />
          {found.calendar === null ? <p class="hint">{t("capacity-too-long")}</p> : <PutCalendar document={found.calendar} />}
        </div>
      )}
    </section>
  );
}

function Week({ advice, lane, day }: { advice: Advice; lane: string; day: Signal<Weekday> }) {
  return (
    <div class="week" role="group" aria-label={t("day")}>
      {weekOf(advice, lane).map((one) => (
        <button key={one.day} type="button" aria-pressed={one.day === day.value} onClick={put<Weekday>(day, one.day)}>
          <span>{weekdayName(WEEK.indexOf(one.day))}</span>
          <b>{figure(one.proposed)}</b>
          <small>{one.now === one.proposed ? t("capacity-same") : t("capacity-was", { now: figure(one.now) })}</small>
        </button>
      ))}
    </div>
  );
}

/** Places a day; tenths of a place are for hours. */
const figure = (number: number): string => String(Math.round(number));

/** One row an hour; a row opens to what it rests on. */
function Hours({ hours }: { hours: readonly Hour[] }) {
  const open = useSignal<string | null>(null);
  const most = Math.max(1, ...hours.map(({ now, proposed }) => Math.max(now, proposed)));
  if (hours.length === 0) return <Empty />;
  return (
    <table class="hours">
      <thead>
        <tr>
          <th scope="col">{t("capacity-hour")}</th>
          <th scope="col" class="num">
            {t("capacity-now")}
          </th>
          <th scope="col" class="num">
            {t("capacity-proposed")}
          </th>
          <th scope="col" aria-hidden="true" class="bars" />
          <th scope="col" class="num">
            {t("capacity-load")}
          </th>
          <th scope="col" class="num wide">
            {t("capacity-served")}
          </th>
          <th scope="col" aria-label={t("capacity-why")} />
        </tr>
      </thead>
      {hours.map((hour) => (
        <HourRow key={hour.hour} hour={hour} most={most} open={open} />
      ))}
    </table>
  );
}

function HourRow({ hour, most, open }: { hour: Hour; most: number; open: Signal<string | null> }) {
  const isOpen = open.value === hour.hour;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const sign = hour.change > 0 ? "is-more" : hour.change < 0 ? "is-fewer" : "";
  return (
    <tbody class={isOpen ? "is-open" : ""}>
      <tr>
        <th scope="row">{hour.hour}</th>
        <td class="num">{rounded(hour.now)}</td>
        <td class={`num proposed ${sign}`}>{rounded(hour.proposed)}</td>
        <td class="bars" aria-hidden="true">
          <i class="bar-now" style={{ width: `${(100 * hour.now) / most}%` }} />
          <i class={`bar-proposed ${sign}`} style={{ width: `${(100 * hour.proposed) / most}%` }} />
        </td>
        <td class={`num${hour.utilisation_now > TOO_FULL ? " is-too-full" : ""}`}>
          {percent(hour.utilisation_now)} <Icon name="arrowRight" /> {percent(hour.expected_utilisation)}
        </td>
        <td class="num wide">{rounded(hour.service_per_hour)}</td>
        <td>
          <button
            type="button"
            class="button plain only-icon"
            aria-expanded={isOpen}
            aria-label={`${hour.hour}: ${t("capacity-why")}`}
            onClick={put(open, isOpen ? null : hour.hour)}
          >
            <Icon name={isOpen ? "up" : "down"} />
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr class="why-row">
          <td colSpan={7}>
            <h3>{t("capacity-why")}</h3>
            <ul>
              {hour.because.map((why) => (
                <li key={why.code}>{t(`ground-${why.code.replaceAll("_", "-")}`, figuresOf(why))}</li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Empty() {
  return (
    <div class="empty">
      <Icon name="bars" />
      <p>{t("capacity-none")}</p>
    </div>
  );
}
