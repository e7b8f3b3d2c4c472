import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Instant, Page } from "../api/types";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { clock } from "../ui/time";
import { say } from "../ui/toast";
import { has, t } from "../words/words";
import { beside } from "./differing";

const AGAIN_MS = 20_000;

interface Candidate {
  id: string;
  /** What would be done; null where there is nothing to do. */
  act: "check_in" | "admit" | "depart" | null;
  because: string | null;
  /** In percent. */
  confidence: number;
  plate: string | null;
  lane: string | null;
  status: string | null;
  slot_starts_at: Instant | null;
}

interface Reading {
  id: string;
  at: Instant;
  gate: string;
  outcome: "ask" | "unmatched";
  because: string | null;
  /** As they were read, the reader's best one first. */
  plates: { plate: string; country: string | null; confidence: number }[];
  candidates: Candidate[];
}

/** Plates that a reader saw and nobody could be sure of: one tap says whose it was. */
export function Readings() {
  const site = useSite();
  const found = useSignal<Reading[]>([]);
  const path = `/v1/sites/${site.site.code}/readings`;
  const read = (): void =>
    void site.client.get<Page<Reading>>(path, { limit: 20 }).then(
      ({ items }) => {
        found.value = items;
      },
      () => undefined, // that nobody answers is for the link's own sign to tell
    );
  useEffect(() => {
    read();
    const timer = setInterval(read, AGAIN_MS);
    return () => clearInterval(timer);
  }, [site.sightings.value]);
  if (found.value.length === 0) return null;
  return (
    <section class="readings" aria-labelledby="readings-title">
      <h3 id="readings-title">{t("readings", { count: found.value.length })}</h3>
      <ul>
        {found.value.map((reading) => (
          <ReadingCard key={reading.id} reading={reading} path={`${path}/${reading.id}`} done={read} />
        ))}
      </ul>
    </section>
  );
}

function ReadingCard({ reading, path, done }: { reading: Reading; path: string; done(): void }) {
  const site = useSite();
  const { busy, fault, run } = useActing();
  const seen = reading.plates[0];
  const confirm = async (one: Candidate): Promise<void> => {
    await site.client.post(`${path}/confirm`, { candidate: one.id });
    say(t("reading-done", { plate: one.plate ?? "", act: t(`reading-did-${named(one.act!)}`) }));
    done();
  };
  const dismiss = async (): Promise<void> => {
    await site.client.post(`${path}/dismiss`);
    done();
  };
  return (
    <li class="reading" aria-label={seen?.plate ?? "–"}>
      <div class="reading-seen">
        <small>{t("reading-seen", { gate: reading.gate, time: clock(reading.at, site.zone) })}</small>
        <b class="plate">{seen?.plate ?? "–"}</b>
        <small>{why(reading)}</small>
      </div>
      <div class="reading-candidates">
        {reading.candidates.map((one) => (
          <CandidateButton key={one.id} one={one} read={seen?.plate ?? ""} busy={busy.value} onTap={() => void run(() => confirm(one))} />
        ))}
        {reading.candidates.length === 0 && (
          <Button icon="plus" onClick={() => site.open({ is: "check-in", plate: seen?.plate, country: seen?.country ?? undefined })}>
            {t("check-in")}
          </Button>
        )}
      </div>
      <Button look="plain" icon="close" busy={busy.value} label={t("reading-dismiss")} onClick={() => void run(dismiss)} />
      <Refused fault={fault.value} />
    </li>
  );
}

function CandidateButton({ one, read, busy, onTap }: { one: Candidate; read: string; busy: boolean; onTap(): void }) {
  const { zone } = useSite();
  const when = one.slot_starts_at ? clock(one.slot_starts_at, zone) : "";
  return (
    <button type="button" class="found candidate" disabled={busy || one.act === null} onClick={onTap}>
      <b class="plate">{one.plate ? beside(one.plate, read).map(({ sign, isRead }) => (isRead ? sign : <mark>{sign}</mark>)) : "–"}</b>
      <span>{[one.lane, when].filter(Boolean).join(" · ")}</span>
      <span class="num">{one.confidence} %</span>
      <em>{one.act ? t(`reading-act-${named(one.act)}`) : because(one.because)}</em>
    </button>
  );
}

const named = (act: string): string => act.replace("_", "-");

function why({ outcome, because: code }: Reading): string {
  return outcome === "unmatched" ? t("reading-unmatched") : because(code);
}

/** Why it was not done by itself; where an act was refused, that it was. */
function because(code: string | null): string {
  const id = `reading-because-${(code ?? "").replaceAll("_", "-").replaceAll(".", "-")}`;
  return has(id) ? t(id) : t("reading-because-refused");
}
