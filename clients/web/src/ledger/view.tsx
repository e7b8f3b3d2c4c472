import { useEffect } from "preact/hooks";
import type { LedgerEntry } from "../api/types";
import { hrefOf } from "../console/route";
import { aside } from "../api/problem";
import { useSite } from "../site/site";
import { Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock, seconds } from "../ui/time";
import { t } from "../words/words";
import { sentenceOf, visitOf } from "./sentences";

const STRIP = 12;
/** How many of the latest are worth asking a plate for. */
const NAMED = 60;
/** Computed figures and not decisions about anybody. */
const QUIET = new Set(["bands.published"]);

export function LedgerView({ isStrip }: { isStrip?: boolean }) {
  const site = useSite();
  const entries = site.ledger.entries.value.filter((entry) => !isStrip || !QUIET.has(entry.kind));
  const visits = entries.slice(0, isStrip ? STRIP : NAMED).flatMap((entry) => visitOf(entry) ?? []);
  useEffect(() => void site.visits.ask(visits), [visits.join()]);
  return (
    <section class={`panel ledger${isStrip ? " is-strip" : ""}`} aria-labelledby="ledger-title">
      <header class="panel-head">
        <h2 id="ledger-title">{t(isStrip ? "ledger-latest" : "ledger")}</h2>
        <span class="gap" />
        {isStrip ? (
          <a class="more" href={hrefOf(site.site.code, "ledger")}>
            {t("ledger-all")}
            <Icon name="right" />
          </a>
        ) : (
          <p class="lead">{t("ledger-lead")}</p>
        )}
      </header>
      <Refused fault={aside(site.ledger.fault.value)} />
      {entries.length === 0 && !site.ledger.fault.value && <p class="empty">{t("ledger-empty")}</p>}
      <ol class="entries">
        {(isStrip ? entries.slice(0, STRIP) : entries).map((entry) => (
          <EntryRow key={entry.seq} entry={entry} isLong={!isStrip} />
        ))}
      </ol>
    </section>
  );
}

function EntryRow({ entry, isLong }: { entry: LedgerEntry; isLong: boolean }) {
  const site = useSite();
  const visit = visitOf(entry);
  const { reservation } = entry.body;
  const opens = visit
    ? ({ is: "visit", id: visit } as const)
    : typeof reservation === "string"
      ? ({ is: "reservation", id: reservation } as const)
      : null;
  const text = sentenceOf(entry, (id) => site.visits.plate(id));
  return (
    <li class={`entry of-${entry.kind.split(".")[0]}`}>
      <time dateTime={entry.at}>
        {clock(entry.at, site.zone)}
        <small>:{seconds(entry.at, site.zone)}</small>
      </time>
      {opens ? (
        <button type="button" onClick={() => site.open(opens)}>
          {text}
        </button>
      ) : (
        <span>{text}</span>
      )}
      {isLong && (
        <code title={entry.digest}>
          #{entry.seq}
          {entry.digest && <small> {entry.digest.slice(0, 10)}</small>}
        </code>
      )}
    </li>
  );
}
