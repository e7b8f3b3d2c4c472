import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { CallsPanel } from "../calls/panel";
import { CloseLane } from "../gates/close-lane";
import { GateRules } from "../gates/gate-rules";
import { Paper } from "../queue/paper";
import { type Panel, useSite } from "../site/site";
import { FindReservation } from "../slots/find";
import { ReservationPanel } from "../slots/panel";
import { ModeSwitch } from "../slots/mode";
import { Retime } from "../slots/retime";
import { DrawsPanel } from "../slots/draws";
import { PairForm } from "../slots/pair";
import { ReserveForm } from "../slots/reserve";
import { CheckIn } from "../visit/check-in";
import { VisitPanel } from "../visit/panel";
import { StandingPanel } from "../weekly/panel";
import { WeeklyForm } from "../weekly/form";
import { t } from "../words/words";
import { BayPanel } from "../yard/bay-panel";
import { RoadPanel } from "../yard/road-panel";

/** What stands open beside the screen. It never takes the screen away: the operator keeps seeing the queue. */
export function Drawer() {
  const site = useSite();
  const panel = site.panel.value;
  if (!panel) return null;
  const name = "id" in panel ? `${panel.is}:${panel.id}` : panel.is === "close-lane" ? `${panel.is}:${panel.lane}` : panel.is;
  return <Opened key={name}>{content(panel)}</Opened>;
}

function content(panel: Panel) {
  switch (panel.is) {
    case "visit":
      return <VisitPanel id={panel.id} />;
    case "bay":
      return <BayPanel id={panel.id} />;
    case "road":
      return <RoadPanel id={panel.id} />;
    case "paper":
      return <Paper />;
    case "check-in":
      return <CheckIn plate={panel.plate} country={panel.country} />;
    case "reserve":
      return <ReserveForm slot={panel.slot} lane={panel.lane} date={panel.date} />;
    case "reservations":
      return <FindReservation />;
    case "reservation":
      return <ReservationPanel id={panel.id} />;
    case "pair":
      return <PairForm />;
    case "standing-new":
      return <WeeklyForm />;
    case "standing":
      return <StandingPanel id={panel.id} />;
    case "draws":
      return <DrawsPanel />;
    case "retime":
      return <Retime />;
    case "calls":
      return <CallsPanel />;
    case "gate-rules":
      return <GateRules />;
    case "mode":
      return <ModeSwitch />;
    case "close-lane":
      return <CloseLane lane={panel.lane} />;
  }
}

/** Takes the focus when it opens and gives it back when it closes. */
function Opened({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    if (!box.current?.contains(before)) box.current?.focus();
    return () => before?.isConnected && before.focus();
  }, []);
  return (
    <aside class="drawer" ref={box} tabIndex={-1} aria-label={t("details")}>
      {children}
    </aside>
  );
}
