import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { aside } from "../api/problem";
import { isAuthority, mayInspect } from "../session/session";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock } from "../ui/time";
import { say } from "../ui/toast";
import { has, t } from "../words/words";
import { OrderForm } from "./order";
import type { Inspection, Inspections } from "./types";

/** The feed tells at once; this is for who may not follow it. */
const AGAIN_MS = 15_000;

/** Who is to be inspected, in the order in which bays are given for it; and, for an authority, what comes of it. */
export function InspectionsView() {
  const { client, site, inspections } = useSite();
  const found = useSignal<Inspections | null>(null);
  const fault = useSignal<unknown>(null);
  const asked = useRef(0);
  const read = async (): Promise<void> => {
    const number = ++asked.current;
    try {
      const told = await client.get<Inspections>(`/v1/sites/${site.code}/inspections`);
      if (number === asked.current) found.value = told;
      fault.value = null;
    } catch (caught) {
      fault.value = caught;
    }
  };
  useEffect(() => {
    void read();
    const timer = setInterval(() => void read(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [site.code, inspections.value]);
  const shown = found.value;
  return (
    <section class="panel inspections" aria-labelledby="inspections-title">
      <header class="panel-head">
        <h2 id="inspections-title">{t("view-inspections")}</h2>
        {shown && <span class="count">{shown.items.length}</span>}
        <span class="gap" />
        {shown && <Bays bays={shown.bays} />}
      </header>
      {mayInspect.value && <OrderForm done={read} />}
      <Refused fault={aside(fault.value)} />
      {shown === null && !fault.value && <Skeleton rows={5} />}
      {shown?.items.length === 0 && (
        <div class="empty">
          <Icon name="search" />
          <p>{t("inspections-none")}</p>
        </div>
      )}
      {shown && (
        <ol class="inspection-list">
          {shown.items.map((each) => (
            <Row key={each.visit} each={each} done={read} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Bays({ bays }: { bays: Inspections["bays"] }) {
  return (
    <ul class="legend" aria-label={t("kind-inspection")}>
      {bays.map(({ id, status }) => (
        <li key={id} aria-label={`${id}, ${t(`bay-${status}`)}`}>
          <i class={`swatch is-${status}`} aria-hidden="true" /> {id}
        </li>
      ))}
    </ul>
  );
}

function Row({ each, done }: { each: Inspection; done(): Promise<void> }) {
  const site = useSite();
  const reason = each.reason && has(`reason-${each.reason}`) ? t(`reason-${each.reason}`) : each.reason;
  const plate = <b class="plate">{each.plate ?? "…"}</b>;
  return (
    <li class="inspection">
      <div class="inspection-who">
        {isAuthority.value ? (
          plate
        ) : (
          <button type="button" onClick={() => site.open({ is: "visit", id: each.visit })}>
            {plate}
          </button>
        )}
        {each.outcome === "detained" && <span class="chip is-bad">{t("inspect-detained")}</span>}
        {each.picked_at && <span class="chip is-next">{t("inspect-picked")}</span>}
        <span>{whereOf(each)}</span>
        <small class="across">{[reason, each.since && clock(Date.parse(each.since), site.zone)].filter(Boolean).join(" · ")}</small>
      </div>
      {mayInspect.value && <Acts each={each} done={done} />}
    </li>
  );
}

function whereOf({ where, position, bay, next_bay }: Inspection): string {
  if (next_bay) return t("inspect-moving", { from: bay ?? "–", bay: next_bay });
  if (where === "bay") return t("inspect-in-bay", { bay: bay ?? "–" });
  if (where === "under_way") return t("inspect-under-way", { bay: bay ?? "–" });
  return position ? t("inspect-in-line", { position }) : "";
}

function Acts({ each, done }: { each: Inspection; done(): Promise<void> }) {
  const { client, site } = useSite();
  const { busy, fault, run } = useActing();
  const act = (path: string, body: object, said: string) => () =>
    void run(async () => {
      await client.post(path, body);
      await done();
      say(t(said, { plate: each.plate ?? "" }));
    });
  const ended = (outcome: string) => act(`/v1/visits/${each.visit}/inspected`, { outcome }, `inspect-done-${outcome}`);
  const pick = act(`/v1/sites/${site.code}/inspections/pick`, { visit: each.visit }, "inspect-done-picked");
  const isOpen = each.outcome === null;
  return (
    <div class="act-row">
      {isOpen && !each.picked_at && (
        <Button icon="up" busy={busy.value} onClick={pick}>
          {t("inspect-pick")}
        </Button>
      )}
      <Button look="primary" icon="check" busy={busy.value} onClick={ended("cleared")}>
        {t("inspect-clear")}
      </Button>
      {isOpen && (
        <Button look="danger" icon="block" busy={busy.value} onClick={ended("detained")}>
          {t("inspect-detain")}
        </Button>
      )}
      {isOpen && (
        <Button icon="close" busy={busy.value} onClick={ended("withdrawn")}>
          {t("inspect-withdraw")}
        </Button>
      )}
      <Refused fault={fault.value} />
    </div>
  );
}
