import { useSignal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { LanePlan } from "../slots/retime";
import { readOne, useRead } from "../slots/store";
import { LostRow } from "../slots/waiting";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Select } from "../ui/form";
import { Icon } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { closeLane, preview, type Toll } from "./closures";

const MINUTES = [15, 30, 60, 120, 240];

/** Stops a lane, or the whole site, from now on. */
export function CloseLane({ lane }: { lane: string | null }) {
  const site = useSite();
  const toll = useSignal<Toll | null>(null);
  const which = useSignal(lane ?? "");
  if (toll.value) return <Displaced name={which.value || site.site.name} toll={toll.value} />;
  return <Closing which={which} toll={toll} />;
}

function Closing({ which, toll }: { which: Signal<string>; toll: Signal<Toll | null> }) {
  const site = useSite();
  const until = useSignal("lifted");
  const reason = useSignal("");
  const { busy, fault, run } = useActing();
  const lane = which.value || null;
  // Reckoned once, to the minute: what is asked beforehand is what is then done.
  const end = useMemo(() => endOf(site.now.peek() ?? 0, until.value), [until.value]);
  const send = async (): Promise<void> => {
    const made = await closeLane(site, { lane, to: end, reason: reason.value.trim() });
    say(t("lane-was-closed", { lane: lane ?? site.site.name }));
    if (made.lost.length > 0 || made.toFollow > 0) toll.value = made;
    else site.open(null);
  };
  const lanes = [{ value: "", text: t("whole-site") }, ...site.site.lanes.map(({ code }) => ({ value: code, text: code }))];
  const ends = [
    { value: "lifted", text: t("until-lifted") },
    ...MINUTES.map((m) => ({ value: String(m), text: t("for-minutes", { count: m }) })),
  ];
  return (
    <>
      <DrawerHead title={t("lane-stop-title")} under={t("lane-stop-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Select label={t("lane")} value={which} options={lanes} />
        <Select label={t("until-label")} value={until} options={ends} />
        <Field label={t("reason")} value={reason} required hint={t("reason-public-hint")} />
        <Cost key={which.value + until.value} lane={lane} end={end} />
        <Refused fault={fault.value} />
        <div class="form-end">
          <Button look="danger" icon="stop" submit busy={busy.value} disabled={!reason.value.trim()}>
            {t("lane-stop")}
          </Button>
        </div>
      </Form>
    </>
  );
}

function endOf(now: number, until: string): string | null {
  return until === "lifted" ? null : new Date((Math.floor(now / 60_000) + Number(until)) * 60_000).toISOString();
}

/** What it costs, before it is done. */
function Cost({ lane, end }: { lane: string | null; end: string | null }) {
  const site = useSite();
  const { found } = useRead("cost", () => preview(site, lane, end));
  if (!found || found.displaced + found.to_follow === 0) return null;
  return (
    <>
      <p class="notice is-warning">
        <Icon name="alert" />
        <span>
          {t("lane-stop-cost", { count: found.displaced })} {found.to_follow > 0 && t("lane-stop-follow", { count: found.to_follow })}
        </span>
      </p>
      {found.lanes.length > 0 && (
        <details class="limits">
          <summary>{t("lane-stop-plan")}</summary>
          {found.lanes.map((lane) => (
            <LanePlan key={lane.lane} {...lane} />
          ))}
        </details>
      )}
    </>
  );
}

/** Who lost a place by it, and what each has now; each a way to its card. */
function Displaced({ name, toll: { lost, toFollow } }: { name: string; toll: Toll }) {
  const site = useSite();
  const { found } = useRead("displaced", () => Promise.all(lost.map(({ reservation }) => readOne(site, reservation.id))));
  return (
    <>
      <DrawerHead title={t("lane-was-closed", { lane: name })} under={t("displaced-count", { count: lost.length })} />
      <div class="drawer-body">
        {toFollow > 0 && <p class="notice">{t("lane-stop-follow", { count: toFollow })}</p>}
        {lost.length > 0 && <p>{t("displaced-lead")}</p>}
        <ul class="reservation-rows">
          {lost.map((one, i) => (
            <LostRow key={one.was + one.reservation.id} was={one.was} reservation={found?.[i] ?? one.reservation} />
          ))}
        </ul>
        <div class="form-end">
          <Button look="primary" onClick={() => site.open(null)}>
            {t("done")}
          </Button>
        </div>
      </div>
    </>
  );
}
