import type { Reservation } from "../api/types";
import { leftText, timeText } from "../booking/said";
import { ClassChip } from "../queue/row";
import { laneClass, useSite } from "../site/site";
import { t } from "../words/words";

/** One reservation in a long list: who, when, in which state. */
export function BookingRow({ found }: { found: Reservation }) {
  const { site, zone, now } = useSite();
  return (
    <div class="booking-row">
      <span class="who">
        <b class="plate">{found.vehicle.plate}</b>
        <small>
          <code>{found.reference}</code>
          {found.driver.name && <> · {found.driver.name}</>}
        </small>
      </span>
      <span class="when">
        <b>{timeText(found, zone)}</b>
        <small>
          <span class="lane-code">{found.lane}</span> <ClassChip name={laneClass(site, found.lane)} />
        </small>
      </span>
      <span class={`status is-${found.status}`}>
        {t(`state-${found.status}`)}
        {found.offer && now.value !== null && <b class="num"> {leftText(now.value, found.offer.expires_at)}</b>}
      </span>
    </div>
  );
}
