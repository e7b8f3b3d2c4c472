import { useMemo } from "preact/hooks";
import { DrawerHead } from "../console/drawer-head";
import { type SiteView, useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Form, Refused } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";

type Mode = "booked" | "live_queue_only";

const modeOf = (site: SiteView): Mode => site.queue.state.value?.mode ?? "booked";

/** One switch: to the live queue alone, and back. */
export function ModeButton() {
  const site = useSite();
  const isBooked = modeOf(site) === "booked";
  return (
    <Button look="plain" icon={isBooked ? "queue" : "slots"} onClick={() => site.open({ is: "mode" })}>
      {t(isBooked ? "mode-live-switch" : "mode-booked-switch")}
    </Button>
  );
}

export function ModeSwitch() {
  const site = useSite();
  const { busy, fault, run } = useActing();
  // As it was when it was opened: the feed may tell of the switch before its answer comes.
  const isBooked = useMemo(() => modeOf(site) === "booked", []);
  const mode: Mode = isBooked ? "live_queue_only" : "booked";
  const send = async (): Promise<void> => {
    await site.client.post(`/v1/sites/${site.site.code}/mode`, { mode });
    site.bookings.value++;
    say(t("mode-switched", { mode }));
    site.open(null);
  };
  return (
    <>
      <DrawerHead title={t(isBooked ? "mode-live-switch" : "mode-booked-switch")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <p>{t(isBooked ? "mode-live-lead" : "mode-booked-lead")}</p>
        <Refused fault={fault.value} />
        <div class="form-end">
          <Button look={isBooked ? "danger" : "primary"} submit busy={busy.value}>
            {t(isBooked ? "mode-live-switch" : "mode-booked-switch")}
          </Button>
        </div>
      </Form>
    </>
  );
}
