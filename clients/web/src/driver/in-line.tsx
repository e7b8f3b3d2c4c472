import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Closure, Page, Reservation } from "../api/types";
import { Countdown } from "../booking/countdown";
import { hours, lostBecause, wantedText } from "../booking/said";

import { Button, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { day, when } from "../ui/time";
import { t } from "../words/words";
import { useOperation } from "./acts";
import { Entered } from "./drawn";
import { Sure } from "./sure";
import type { DriverView } from "./view";

interface Props {
  view: DriverView;
  found: Reservation;
}

const zoneOf = (view: DriverView, found: Reservation): string =>
  view.site.value?.zone ?? found.offer?.slot.zone ?? found.displaced_from?.zone ?? "UTC";

export function Waiting({ view, found }: Props) {
  const zone = zoneOf(view, found);
  if (found.draw) return <Entered view={view} found={found} zone={zone} />;
  return (
    <section class="tile place" aria-live="polite">
      <p>{t("waiting-title")}</p>
      {found.wants && <p class={found.wants.slot ? "band-time" : "big"}>{wantedText(found.wants, zone)}</p>}
      {found.wants && <p>{day(found.wants.from, zone)}</p>}
      <p class="quiet">{t("waiting-lead")}</p>
      <p class="reference">{found.reference}</p>
    </section>
  );
}

/** Somebody's place is free: say yes before the time runs out. */
export function Offered({ view, found }: Props) {
  const { busy, fault, operate } = useOperation({ view, found });
  const zone = zoneOf(view, found);
  const offer = found.offer!;
  useEffect(() => {
    navigator.vibrate?.([300, 120, 300]);
    const title = document.title;
    document.title = `● ${t("offered-title")}`;
    return () => {
      document.title = title;
    };
  }, [found.id, offer.expires_at]);
  const words = { offer: t("decline"), question: t("decline-sure"), yes: t("decline"), no: t("back") };
  return (
    <div class="stack">
      <section class="tile offer" role="alert">
        <p class="big">{t("offered-title")}</p>
        <p class="band-time">{hours(offer.slot.starts_at, offer.slot.ends_at, zone)}</p>
        <p>{day(offer.slot.starts_at, zone)}</p>
        {found.displaced_from && (
          <p class="quiet">
            <s>{hours(found.displaced_from.starts_at, found.displaced_from.ends_at, zone)}</s> {t("displaced-title")}
          </p>
        )}
      </section>
      <Countdown now={view.now.value} until={offer.expires_at} />
      <Button look="primary" icon="check" busy={busy.value} onClick={() => void operate("accept")}>
        {t("accept")}
      </Button>
      <Refused fault={fault.value} />
      <Sure words={words} busy={busy.value} act={() => void operate("decline")} />
    </div>
  );
}

/** Why the site could not keep its time; null until that is known, and where it could. */
export function useLostBecause({ view, found }: Props): string | null {
  const closures = useSignal<Closure[] | null>(null);
  const by = found.displaced_because?.closure;
  useEffect(() => {
    if (by)
      view.client.get<Page<Closure>>(`/v1/sites/${found.site}/closures`).then(
        (page) => {
          closures.value = page.items;
        },
        () => {
          closures.value = [];
        },
      );
  }, [found.site, by]);
  return by && closures.value === null ? null : lostBecause(found, closures.value ?? []);
}

/** The site could not keep the place: why, and that this truck comes first. */
export function Displaced({ view, found }: Props) {
  const lost = found.displaced_from!;
  const zone = zoneOf(view, found);
  const why = useLostBecause({ view, found });
  return (
    <section class="tile lost" role="alert">
      <p class="big">
        <Icon name="alert" /> {t("displaced-title")}
      </p>
      <p class="band-time">
        <s>{hours(lost.starts_at, lost.ends_at, zone)}</s>
      </p>
      <p>{day(lost.starts_at, zone)}</p>
      {why && <p>{why}</p>}
      {found.wants && <p>{t("first-in-line", { until: when(found.wants.to) })}</p>}
      <p>{t("displaced-next")}</p>
      <p class="reference">{found.reference}</p>
    </section>
  );
}
