import { useSignal } from "@preact/signals";
import type { Visit, VisitStatus } from "../api/types";
import { type SiteView, useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import type { IconName } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { CorrectForm } from "./correct";
import { ParkForm } from "./park";
import { type Reason, ReasonForm } from "./reason";
import { printSlip } from "./slip";

type Act =
  | "call"
  | "at-gate"
  | "repeat-call"
  | "withdraw-call"
  | "admit"
  | "park"
  | "release"
  | "depart"
  | "leave"
  | "turn-away"
  | "correct"
  | "print";

/** What may follow each status, the likeliest first. */
const ACTS: Record<VisitStatus, readonly Act[]> = {
  waiting: ["call", "leave", "turn-away", "correct", "print"],
  called: ["admit", "at-gate", "repeat-call", "withdraw-call", "leave", "turn-away", "correct", "print"],
  admitted: ["park", "depart", "correct"],
  parked: ["release", "park", "depart", "correct"],
  released: ["depart", "park", "correct"],
  departed: [],
  left: [],
  turned_away: [],
};

const ICONS: Record<Act, IconName> = {
  call: "call",
  "at-gate": "pin",
  "repeat-call": "turn",
  "withdraw-call": "close",
  admit: "gate",
  park: "pin",
  release: "check",
  depart: "leave",
  leave: "leave",
  "turn-away": "block",
  correct: "edit",
  print: "print",
};

export interface ActProps {
  visit: Visit;
  done(): void;
}

export function VisitActs({ visit, done }: ActProps) {
  const site = useSite();
  const asking = useSignal<Act | null>(null);
  const { busy, fault, run } = useActing();
  const isAtGate = visit.call?.at_gate_at != null;
  const acts = ACTS[visit.status].filter((act) => act !== "at-gate" || !isAtGate);
  if (acts.length === 0) return null;
  const finish = (): void => {
    asking.value = null;
    done();
  };
  const start = (act: Act): void => {
    if (act === "print") return void run(() => printSlip(site, visit));
    if (asks(act, site, visit)) {
      asking.value = asking.value === act ? null : act;
      return;
    }
    void run(() => carryOut(site, visit, act)).then((isDone) => isDone && finish());
  };
  return (
    <div class="acts-block">
      <div class="act-row">
        {acts.map((act, i) => (
          <Button
            key={act}
            look={i === 0 ? "primary" : act === "turn-away" ? "danger" : "quiet"}
            icon={ICONS[act]}
            busy={busy.value}
            onClick={() => start(act)}
          >
            {t(`act-${act}`)}
          </Button>
        ))}
      </div>
      <Refused fault={fault.value} />
      {asking.value === "call" && (
        <ReasonForm
          title={t("call-out-of-order")}
          done={finish}
          send={(reason) => call(site, visit, reason)}
          second={(reason) => askSecond(site, visit, reason)}
        />
      )}
      {(asking.value === "repeat-call" || asking.value === "withdraw-call") && (
        <ReasonForm
          key={asking.value}
          title={t(`act-${asking.value}`)}
          done={finish}
          send={(reason) => post(site, visit, asking.peek()!, { reason })}
        />
      )}
      {asking.value === "turn-away" && (
        <ReasonForm title={t("turn-away-title")} done={finish} send={(reason) => post(site, visit, "turn-away", { reason })} />
      )}
      {asking.value === "park" && <ParkForm visit={visit} done={finish} />}
      {asking.value === "correct" && <CorrectForm visit={visit} done={finish} />}
    </div>
  );
}

function asks(act: Act, site: SiteView, visit: Visit): boolean {
  if (act === "park") return visit.bay === null || visit.status !== "admitted";
  if (act === "call") return !isNext(site, visit);
  return act === "turn-away" || act === "correct" || act === "repeat-call" || act === "withdraw-call";
}

/** The first that waits is called by its turn; anybody else needs a reason. */
function isNext(site: SiteView, visit: Visit): boolean {
  const first = site.queue.order.value.lines.get(visit.line ?? "")?.find((entry) => entry.item?.status === "waiting");
  return first?.item?.visit === visit.id;
}

async function carryOut(site: SiteView, visit: Visit, act: Act): Promise<void> {
  if (act === "call") await site.client.post(`/v1/sites/${site.site.code}/calls`, { count: 1, lane: visit.lane });
  else await post(site, visit, act, act === "park" ? { bay: visit.bay } : {});
  say(t(`done-${act}`, { plate: visit.vehicle.plate }));
}

function post(site: SiteView, visit: Visit, act: string, body: object): Promise<unknown> {
  return site.client.post(`/v1/visits/${visit.id}/${act}`, body);
}

function askSecond(site: SiteView, visit: Visit, reason: Reason): Promise<unknown> {
  return site.client.post(`/v1/sites/${site.site.code}/overrides/ask`, { visits: [visit.id], reason });
}

function call(site: SiteView, visit: Visit, reason: { code: string; text?: string }): Promise<unknown> {
  return site.client.post(`/v1/sites/${site.site.code}/calls`, { visits: [visit.id], reason });
}
