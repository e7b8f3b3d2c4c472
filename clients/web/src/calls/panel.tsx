import { useSignal } from "@preact/signals";
import type { CallControl, LaneCalls } from "../api/calling";
import { DrawerHead } from "../console/drawer-head";
import { type SiteView, useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused, Segments, Select } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock } from "../ui/time";
import { say } from "../ui/toast";
import { REASON_CODES, reasonOf } from "../visit/reason";
import { has, t } from "../words/words";
import { type CallMode, reasonText, reportAcceptance, resumeCalls, stopCalls, stoppedLanes, switchCalls } from "./control";

/** Who calls, the one switch that stops it all, the next call with its reason, and what the neighbour takes. */
export function CallsPanel() {
  const site = useSite();
  const control = site.calls.value;
  const lane = useSignal("");
  const lanes = [{ value: "", text: t("whole-site") }, ...site.site.lanes.map(({ code }) => ({ value: code, text: code }))];
  return (
    <>
      <DrawerHead title={t("calls-title")} under={t("calls-lead")} />
      <div class="drawer-body calls">
        <Select label={t("lane")} value={lane} options={lanes} />
        <StopSwitch lane={lane.value || null} />
        {control && <ModeSwitch control={control} lane={lane.value || null} />}
        {control && <NextCalls control={control} />}
        {control && <Neighbour control={control} />}
      </div>
    </>
  );
}

export const reasonName = (code: string): string => (has(`reason-${code}`) ? t(`reason-${code}`) : code);

function StopSwitch({ lane }: { lane: string | null }) {
  const site = useSite();
  const reason = useSignal("safety");
  const text = useSignal("");
  const { busy, fault, run } = useActing();
  const stopped = stoppedLanes(site);
  const isStopped = lane === null ? stopped.length > 0 : stopped.includes(lane);
  const why = site.calls.value?.lanes.find((each) => each.stopped && (lane === null || each.lane === lane))?.stopped;
  const stop = async (): Promise<void> => {
    await stopCalls(site, reasonOf(reason.value, text.value), lane);
    text.value = "";
    say(t("calls-stopped"));
  };
  const resume = async (): Promise<void> => {
    await resumeCalls(site, lane);
    say(t("calls-resumed"));
  };
  if (isStopped)
    return (
      <section class="stopped" role="alert">
        <p>
          <Icon name="stop" /> <b>{why ? t("calls-stopped-for", { reason: reasonName(why.reason) }) : t("calls-stopped")}</b>
        </p>
        <Refused fault={fault.value} />
        <Button look="primary" icon="open" busy={busy.value} onClick={() => void run(resume)}>
          {t("calls-resume")}
        </Button>
      </section>
    );
  return (
    <section class="ask">
      <p>{t("calls-stop-lead")}</p>
      <Select label={t("reason")} value={reason} options={REASON_CODES.map((value) => ({ value, text: reasonName(value) }))} />
      <Field label={t("reason-text")} value={text} hint={t("reason-hint")} />
      <Refused fault={fault.value} />
      <Button look="danger" icon="stop" busy={busy.value} onClick={() => void run(stop)}>
        {t("calls-stop")}
      </Button>
    </section>
  );
}

/** The mode that all of these lanes have; null where they differ. */
function modeOf(lanes: readonly LaneCalls[]): CallMode | null {
  const modes = new Set(lanes.map((each) => each.mode));
  return modes.size === 1 ? lanes[0]!.mode : null;
}

function ModeSwitch({ control, lane }: { control: CallControl; lane: string | null }) {
  const site = useSite();
  const { fault, run } = useActing();
  const mode = modeOf(control.lanes.filter((each) => lane === null || each.lane === lane));
  const send = async (wanted: CallMode): Promise<void> => {
    await switchCalls(site, wanted, lane);
    say(t("calls-switched", { mode: wanted }));
  };
  const options = [
    { value: "operator" as const, text: t("calls-operator") },
    { value: "automatic" as const, text: t("calls-automatic") },
  ];
  return (
    <section class="block">
      <h3>{t("calls-mode")}</h3>
      <Segments<CallMode | "">
        label={t("calls-mode")}
        chosen={mode ?? ""}
        options={options}
        choose={(wanted) => wanted && wanted !== mode && void run(() => send(wanted))}
      />
      <Refused fault={fault.value} />
    </section>
  );
}

function NextCalls({ control }: { control: CallControl }) {
  const site = useSite();
  const shown = control.next.filter((each) => reasonText(each) !== null);
  if (shown.length === 0) return null;
  return (
    <section class="block">
      <h3>{t("calls-next")}</h3>
      <ul class="next-calls">
        {shown.map((each) => (
          <li key={each.line}>
            <span class="lane-code">{each.line}</span>
            {each.visit && <b class="plate">{site.visits.plate(each.visit) ?? "…"}</b>}
            <span>{reasonText(each)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbour({ control }: { control: CallControl }) {
  const site = useSite();
  const vehicles = useSignal("");
  const hours = useSignal("2");
  const { busy, fault, run } = useActing();
  const send = async (): Promise<void> => {
    await reportAcceptance(site, Number(vehicles.value), Number(hours.value));
    vehicles.value = "";
    say(t("neighbour-sent"));
  };
  return (
    <Form class="ask" onSend={() => void run(send)}>
      <h3>{t("neighbour-title")}</h3>
      <p>{rateText(site, control)}</p>
      <Field label={t("neighbour-vehicles")} value={vehicles} type="number" required />
      <Field label={t("neighbour-hours")} value={hours} type="number" required />
      <Refused fault={fault.value} />
      <Button submit busy={busy.value} disabled={vehicles.value === ""}>
        {t("neighbour-send")}
      </Button>
    </Form>
  );
}

function rateText(site: SiteView, control: CallControl): string {
  const said = control.lanes.find((each) => each.acceptance)?.acceptance;
  if (!said) return t("neighbour-none");
  const { vehicles, minutes, left } = said;
  return t("neighbour-rate", { vehicles, minutes, left, time: clock(said.until, site.zone) });
}
