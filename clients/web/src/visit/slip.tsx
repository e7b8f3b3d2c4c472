/** A slip for a driver without a phone: place, time and a code to be read at the gate. */
import { render } from "preact";
import type { Reservation, Visit } from "../api/types";
import type { SiteView } from "../site/site";
import { bandText, clock, day } from "../ui/time";
import { t } from "../words/words";

interface SlipFacts {
  plate: string;
  lines: [name: string, value: string][];
  big: string;
  under: string;
  qr: string;
}

export async function printSlip(site: SiteView, visit: Visit): Promise<void> {
  const reserved = visit.reservation && (await site.client.get<Reservation>(`/v1/reservations/${visit.reservation}`).catch(() => null));
  const rank = site.queue.order.value.lines.get(visit.line ?? "")?.findIndex((entry) => entry.item?.visit === visit.id) ?? -1;
  const place = rank >= 0 ? rank + 1 : visit.place?.position;
  const band = visit.band ? bandText(visit.band, site.zone) : "–";
  return print(site, {
    plate: visit.vehicle.plate,
    big: visit.status === "called" ? t("at-gate-now") : place === undefined ? "–" : t("slip-place", { place }),
    under: band,
    lines: [
      [t("lane"), visit.lane],
      [t("reservation"), reserved ? reserved.reference : t(visit.reservation ? "yes" : "walk-in")],
      [t("arrived"), clock(visit.arrived_at, site.zone)],
    ],
    qr: `/v1/visits/${visit.id}/qr.svg`,
  });
}

async function print(site: SiteView, facts: SlipFacts): Promise<void> {
  const paper = document.getElementById("slip")!;
  render(<Slip site={site} facts={facts} />, paper);
  const code = paper.querySelector("img");
  // A slip without its code is still a slip; never wait for it long.
  await Promise.race([code?.decode().catch(() => code.remove()), new Promise((resolve) => setTimeout(resolve, 3_000))]);
  window.print();
}

function Slip({ site, facts }: { site: SiteView; facts: SlipFacts }) {
  const now = site.now.value;
  return (
    <article class="slip">
      <header>
        <b>{site.site.name}</b>
        <span>{site.site.code}</span>
      </header>
      <p class="slip-plate">{facts.plate}</p>
      <p class="slip-big">{facts.big}</p>
      <p class="slip-under">{facts.under}</p>
      <img src={facts.qr} alt="" />
      <dl>
        {facts.lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {now !== null && (
        <footer>
          {day(now, site.zone)} {clock(now, site.zone)} · {t("slip-foot")}
        </footer>
      )}
    </article>
  );
}
