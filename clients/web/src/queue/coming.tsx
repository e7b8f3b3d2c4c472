import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Coming } from "../api/transfers";
import { useSite } from "../site/site";
import { clock } from "../ui/time";
import { t } from "../words/words";

const LOOK_AGAIN_MS = 30_000;

/** Trucks that left other sites for this one: their places by arrival are kept for a while. */
export function ComingTrucks() {
  const { client, site, zone } = useSite();
  const coming = useSignal<Coming[]>([]);
  useEffect(() => {
    const look = (): void =>
      void client.get<{ items: Coming[] }>(`/v1/sites/${site.code}/transfers`).then(
        ({ items }) => {
          coming.value = items;
        },
        () => undefined, // that nobody answers is for the link's own sign to tell
      );
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [site.code]);
  if (coming.value.length === 0) return null;
  return (
    <section class="coming" aria-labelledby="coming-title">
      <h3 id="coming-title">{t("coming", { count: coming.value.length })}</h3>
      <ul>
        {coming.value.map((each) => (
          <li key={each.id}>
            <b class="plate">{each.plate ?? "–"}</b>
            <span>{each.lane}</span>
            <small>
              {t("coming-kept", { site: each.from_site, since: clock(each.since, zone), until: clock(each.valid_until, zone) })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
