import type { Site } from "../api/types";
import { useEffect } from "preact/hooks";
import { GatesPanel } from "../gates/panel";
import { LedgerView } from "../ledger/view";
import { QueuePanel } from "../queue/panel";
import { Header } from "../site/header";
import { useSite } from "../site/site";
import { AppealsPanel } from "../slots/appeals";
import { SlotsView } from "../slots/view";
import { WaitingPanel } from "../slots/waiting";
import { BookingsView } from "../bookings/view";
import { BulkView } from "../bulk/view";
import { CalendarView } from "../calendar/view";
import { CapacityView } from "../capacity/view";
import { InspectionsView } from "../inspections/view";
import "../inspections/inspections.css";
import { PlanView } from "../plan/view";
import { StaffingView } from "../staffing/view";
import { TrucksView } from "../trucks/view";
import { WeeklyView } from "../weekly/view";
import { Icon, type IconName } from "../ui/icons";
import { t } from "../words/words";
import { YardPanel } from "../yard/panel";
import { Drawer } from "./drawer";
import { hrefOf, ofSlots, route, shown, TABS, type View } from "./route";

const ICONS: Record<View, IconName> = {
  queue: "queue",
  gates: "gate",
  yard: "yard",
  plan: "edit",
  slots: "slots",
  bookings: "queue",
  weekly: "week",
  bulk: "file",
  calendar: "slots",
  capacity: "bars",
  staffing: "clock",
  trucks: "truck",
  inspections: "search",
  ledger: "ledger",
};

export function Shell({ sites }: { sites: Site[] }) {
  const site = useSite();
  const view = shown(route.value.view, site.whose);
  const isLive = view === "queue" || view === "gates" || view === "yard";
  useShortcuts();
  useEffect(() => {
    document.title = `${site.site.name} · Serai`;
  }, [site.site.name]);
  return (
    <div class="shell" data-view={view} data-drawer={site.panel.value ? "open" : undefined}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        {t("skip")}
      </a>
      <Header sites={sites} />
      <main id="main" tabIndex={-1} class={isLive ? "live" : "single"}>
        {isLive && (
          <>
            <QueuePanel />
            <GatesPanel />
            <YardPanel />
            <LedgerView isStrip />
          </>
        )}
        {view === "slots" && (
          <>
            <SlotsView />
            <AppealsPanel />
            <WaitingPanel />
          </>
        )}
        {view === "plan" && <PlanView />}
        {view === "bookings" && <BookingsView />}
        {view === "weekly" && <WeeklyView />}
        {view === "bulk" && <BulkView />}
        {view === "calendar" && <CalendarView />}
        {view === "capacity" && <CapacityView />}
        {view === "staffing" && <StaffingView />}
        {view === "trucks" && <TrucksView />}
        {view === "inspections" && <InspectionsView />}
        {view === "ledger" && <LedgerView />}
      </main>
      <Drawer />
      <TabBar />
    </div>
  );
}

function TabBar() {
  const { site, company, whose } = useSite();
  const open = shown(route.value.view, whose);
  const isAt = (view: View): boolean =>
    open === view ||
    (view === "slots" && company === null && ofSlots(open)) ||
    (view === "yard" && (open === "plan" || (open === "inspections" && whose === "site")));
  return (
    <nav class="tabs" aria-label={t("views")}>
      {TABS[whose].map((view) => (
        <a key={view} href={hrefOf(site.code, view)} aria-current={isAt(view) ? "page" : undefined}>
          <Icon name={ICONS[view]} />
          <span>{t(`view-${view}`)}</span>
        </a>
      ))}
    </nav>
  );
}

/** `/` finds, `n` checks in, Escape closes; never while something is being typed. */
function useShortcuts(): void {
  const site = useSite();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && site.panel.value) return site.open(null);
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).closest("input, select, textarea, dialog")) return;
      if (event.key === "n" && site.whose === "site") site.open({ is: "check-in" });
      else if (event.key === "/") document.getElementById("find")?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [site]);
}
