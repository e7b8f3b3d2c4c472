import type { LedgerEntry, Moment, Visit } from "../api/types";
import { useSite } from "../site/site";
import { clock, seconds } from "../ui/time";
import { has, t } from "../words/words";

export function Timeline({ visit }: { visit: Visit }) {
  const site = useSite();
  const moments = visit.timeline ?? momentsOf(visit, site.ledger.entries.value);
  return (
    <section class="block">
      <h3>{t("timeline")}</h3>
      <ol class="timeline">
        {moments.map((moment, i) => (
          <li key={i}>
            <time dateTime={moment.at}>
              {clock(moment.at, site.zone)}
              <small>:{seconds(moment.at, site.zone)}</small>
            </time>
            <span>
              {word(moment)}
              {moment.inferred && <em> {t("inferred")}</em>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the visit says of itself, and what else of it lies in the latest of the ledger. */
export function momentsOf(visit: Visit, entries: readonly LedgerEntry[]): Moment[] {
  const own: Moment[] = [{ status: "joined", at: visit.arrived_at }];
  if (visit.call) own.push({ status: "called", at: visit.call.at, gate: visit.call.gate });
  if (visit.admitted_at) own.push({ status: "admitted", at: visit.admitted_at });
  if (visit.ended_at) own.push({ status: visit.status, at: visit.ended_at });
  const told = entries.filter(({ kind, body }) => body["visit"] === visit.id && !kind.startsWith("reservation.")).map(momentOf);
  const rest = own.filter((moment) => !told.some((other) => other.status === moment.status));
  return [...rest, ...told].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

const ofFact = (kind: string): string => kind.replace(/^(visit|call|bay)\./, "");

function momentOf({ kind, at, body }: LedgerEntry): Moment {
  const text = (name: string): string | null => (typeof body[name] === "string" ? (body[name] as string) : null);
  return { status: ofFact(kind), at, bay: text("bay"), gate: text("gate"), inferred: body["inferred"] === true };
}

function word(moment: Moment): string {
  const name = moment.kind ? ofFact(moment.kind) : moment.status;
  const id = `moment-${name.replaceAll("_", "-")}`;
  const text = has(id) ? t(id) : moment.status;
  return [text, moment.bay ?? moment.gate].filter(Boolean).join(" · ");
}
