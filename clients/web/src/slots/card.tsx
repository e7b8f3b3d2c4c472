import { type Signal } from "@preact/signals";
import type { Reservation } from "../api/types";
import { Across } from "../booking/across";
import { declarationText, HAS_PASS, hours, IN_LINE, wantedText } from "../booking/said";
import { MeetingPart } from "../booking/meeting";
import { Qr } from "../booking/qr";
import { useSite } from "../site/site";
import { Fact, Facts } from "../ui/facts";
import { Icon } from "../ui/icons";
import { day } from "../ui/time";
import { t } from "../words/words";
import { CardActs } from "./acts";
import { Lost, Offered, Retimed } from "./in-line";

/** A reservation and what may be done with it. */
export function ReservationCard({ reservation }: { reservation: Signal<Reservation | null> }) {
  const view = useSite();
  const found = reservation.value!;
  const hasPass = HAS_PASS.includes(found.status);
  return (
    <article class="card">
      <header>
        <b class="plate">{found.vehicle.plate}</b>
        <span class={`status is-${found.status}`}>{t(`state-${found.status}`)}</span>
      </header>
      {found.offer && <Offered reservation={reservation} offer={found.offer} />}
      {found.displaced_from && <Lost reservation={found} lost={found.displaced_from} />}
      <CardFacts found={found} />
      {found.status === "confirmed" && <Retimed reservation={found} />}
      <CardActs reservation={reservation} />
      <MeetingPart
        client={view.client}
        reservation={found.id}
        found={found.rendezvous}
        zone={view.zone}
        mayPropose={view.site.has_pairs === true && (found.status === "confirmed" || found.status === "arrived")}
        done={() => view.bookings.value++}
      />
      {hasPass && <Papers found={found} />}
    </article>
  );
}

function CardFacts({ found }: { found: Reservation }) {
  const view = useSite();
  const { zone } = view;
  const { slot, wants, arrive } = found;
  const declaration = declarationText(found, zone);
  return (
    <Facts>
      <Fact name={t("reference")}>
        <code class="reference">{found.reference}</code>
      </Fact>
      {slot && (
        <Fact name={t("slot")}>
          {day(slot.starts_at, zone)}, {hours(slot.starts_at, slot.ends_at, zone)}
          <Across client={view.client} site={view.site} from={slot.starts_at} to={slot.ends_at} />
        </Fact>
      )}
      {wants && IN_LINE.includes(found.status) && !found.displaced_from && (
        <Fact name={t("waits-for")}>
          {day(wants.from, zone)}, {wantedText(wants, zone)}
        </Fact>
      )}
      <Fact name={t("lane")}>{found.lane}</Fact>
      {arrive && <Fact name={t("arrive-between")}>{hours(arrive.from, arrive.until, zone)}</Fact>}
      {found.credit && <Fact name={t("credit")}>{t("credit-minutes", { minutes: found.credit.minutes })}</Fact>}
      {declaration && <Fact name={t("declaration")}>{declaration}</Fact>}
      {found.driver.name && (
        <Fact name={t("role-driver")}>
          {found.driver.name}
          {found.driver.phone && <small> {found.driver.phone}</small>}
        </Fact>
      )}
    </Facts>
  );
}

/** The session's cookie fetches them; in the driver's own language. */
function Papers({ found }: { found: Reservation }) {
  const path = `/v1/reservations/${found.id}/ticket`;
  return (
    <div class="papers">
      {found.pass && found.pass.qr !== found.reference && (
        <Qr text={found.pass.qr} label={t("pass-code", { reference: found.reference })} />
      )}
      <div>
        <a class="button quiet" href={`${path}?format=pdf`} target="_blank" rel="noopener">
          <Icon name="ledger" />
          <span>{t("ticket")}</span>
        </a>
        <a class="button quiet" href={`${path}?format=slip`} target="_blank" rel="noopener">
          <Icon name="print" />
          <span>{t("slip")}</span>
        </a>
        <p class="hint">{t("pass-hint")}</p>
      </div>
    </div>
  );
}
