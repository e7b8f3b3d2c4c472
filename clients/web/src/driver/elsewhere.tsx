import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { asProblem } from "../api/problem";
import type { Elsewhere, ElsewhereList, Promised } from "../api/transfers";
import type { Site, Visit } from "../api/types";
import { useActing } from "../ui/acting";
import { Button, put, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { bandText, clock, spanText } from "../ui/time";
import { t } from "../words/words";
import { type Position, positionAsked } from "./acts";
import type { DriverView } from "./view";

/** How often a truck that waits asks, beside being told by its feed: an offer ends untold. And one that is on its way. */
const LOOK_AGAIN_MS = 180_000;
const ON_THE_WAY_MS = 20_000;

function useElsewhere(view: DriverView, visit: Visit, everyMs: number): Signal<ElsewhereList | null> {
  const found = useSignal<ElsewhereList | null>(null);
  const look = (): void => {
    if (document.visibilityState === "hidden") return;
    view.client.get<ElsewhereList>(`/v1/visits/${visit.id}/elsewhere`).then(
      (told) => {
        found.value = told;
      },
      () => undefined, // that nobody answers is for the link's own sign to tell
    );
  };
  useEffect(() => {
    look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [visit.id, visit.status, view.state.value?.elsewhere?.at]);
  return found;
}

/** Another site that would let this truck in earlier, until its driver says no to it. */
export function ElsewherePart({ view, visit }: { view: DriverView; visit: Visit }) {
  const found = useElsewhere(view, visit, LOOK_AGAIN_MS);
  const declined = useSignal<string | null>(null);
  const offer = found.value?.items.find((each) => each.site !== declined.value);
  if (!offer) return null;
  return (
    <Offer key={`${offer.site} ${offer.lane}`} view={view} visit={visit} offer={offer} decline={put<string | null>(declined, offer.site)} />
  );
}

function Offer({ view, visit, offer, decline }: { view: DriverView; visit: Visit; offer: Elsewhere; decline(): void }) {
  const isAsking = useSignal(false);
  const { busy, fault, run } = useActing();
  const { site, lane, name, zone, band } = offer;
  const here = view.site.value?.zone ?? zone;
  const go = async (): Promise<void> => {
    await view.client.post<Promised>(`/v1/visits/${visit.id}/transfer`, { site, lane });
    view.begin(await view.client.get<Visit>(`/v1/visits/${visit.id}`));
  };
  return (
    <section class="tile elsewhere" aria-live="polite">
      <p class="big">{t("elsewhere-title", { site: name })}</p>
      <p>{t("elsewhere-drive", { drive: spanText(offer.drive_minutes) })}</p>
      <p class="band-time">{bandText(band, here)}</p>
      {bandText(band, zone) !== bandText(band, here) && <p class="quiet">{t("across-time", { time: bandText(band, zone), site: name })}</p>}
      <p>{t("elsewhere-saves", { saves: spanText(offer.saves_minutes) })}</p>
      <p class="quiet">{t("elsewhere-kept")}</p>
      <Refused fault={fault.value} />
      {isAsking.value ? (
        <>
          <p>{t("elsewhere-sure", { until: clock(offer.valid_until, here), site: name })}</p>
          <div class="two">
            <Button onClick={put(isAsking, false)}>{t("back")}</Button>
            <Button look="primary" busy={busy.value} onClick={() => void run(go)}>
              {t("elsewhere-yes")}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Button look="primary" onClick={put(isAsking, true)}>
            {t("elsewhere-go", { site: name })}
          </Button>
          <Button look="quiet" onClick={decline}>
            {t("elsewhere-no")}
          </Button>
        </>
      )}
    </section>
  );
}

/** Of a truck that has left: where its place is kept and until when; what is said of all others who left, of those. */
export function OnTheWay({ view, visit, children }: { view: DriverView; visit: Visit; children: ComponentChildren }) {
  const found = useElsewhere(view, visit, ON_THE_WAY_MS);
  const there = useSignal<Site | null>(null);
  const promise = found.value?.promise ?? null;
  useEffect(() => {
    if (promise?.status === "joined") void view.load();
    if (promise) void view.client.get<Site>(`/v1/sites/${promise.site}`).then((site) => void (there.value = site));
  }, [promise?.site, promise?.status]);
  if (!promise || !there.value) return <>{children}</>;
  const { name, zone } = there.value;
  const here = view.site.value?.zone ?? zone;
  const isKept = promise.status === "promised";
  return (
    <section class="tile go" aria-live="polite">
      <p class="big">
        <Icon name="truck" /> {t(isKept ? "on-the-way-title" : "on-the-way-over", { site: name })}
      </p>
      {isKept && <p class="band-time">{clock(promise.valid_until, here)}</p>}
      {isKept && clock(promise.valid_until, zone) !== clock(promise.valid_until, here) && (
        <p class="quiet">{t("across-time", { time: clock(promise.valid_until, zone), site: name })}</p>
      )}
      <p>{t(isKept ? "on-the-way-lead" : "on-the-way-over-lead", { since: clock(promise.since, here) })}</p>
      {promise.status !== "joined" && <There view={view} visit={visit} promise={promise} />}
    </section>
  );
}

function There({ view, visit, promise }: { view: DriverView; visit: Visit; promise: Promised }) {
  const { busy, fault, run } = useActing();
  const position = useRef<Position | null>(null);
  const arrive = async (): Promise<void> => {
    position.current ??= await positionAsked(view, promise.site);
    const { plate, country } = visit.vehicle;
    const at = position.current ? { position: position.current } : {};
    try {
      await view.client.post<Visit>(`/v1/sites/${promise.site}/visits`, {
        vehicle: { plate, country },
        lane: promise.lane,
        by: "driver",
        ...at,
      });
      await view.load();
    } catch (fault) {
      if (!asProblem(fault).isUnreachable) position.current = null;
      throw fault;
    }
  };
  return (
    <>
      <Button look="primary" icon="pin" busy={busy.value} onClick={() => void run(arrive)}>
        {t("i-am-here")}
      </Button>
      <Refused fault={fault.value} />
    </>
  );
}
