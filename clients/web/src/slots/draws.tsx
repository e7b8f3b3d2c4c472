import type { Instant } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { type SiteView, useSite } from "../site/site";
import { Fact, Facts } from "../ui/facts";
import { Button, Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { day, when } from "../ui/time";
import { t } from "../words/words";
import { useRead } from "./store";

export interface Draw {
  id: string;
  /** Null: one draw gives out the slots of all lanes. */
  lane: string | null;
  local_date: string;
  opens_at: Instant;
  closes_at: Instant;
  status: "committed" | "open" | "closed" | "fixed" | "held";
  entries: number;
  vehicles: number;
  held_at: Instant | null;
}

const MOST = 50;
const TONES: Record<Draw["status"], string> = { committed: "off", open: "good", closed: "warn", fixed: "warn", held: "off" };

/** The site's draws; none where it gives out nothing by lot. */
export async function readDraws(site: SiteView): Promise<Draw[]> {
  return (await site.client.get<{ items: Draw[] }>(`/v1/sites/${site.site.code}/draws`, { limit: MOST })).items;
}

/** Which places are given out by lot: when entries are taken, how many there are, and what came of it. */
export function DrawsPanel() {
  const site = useSite();
  const { found, fault } = useRead(site.site.code, () => readDraws(site));
  return (
    <>
      <DrawerHead title={t("draws")} under={t("draws-lead")} />
      <div class="drawer-body">
        {!found && <Refused fault={fault} />}
        {!found && !fault && <Skeleton rows={3} />}
        {found?.length === 0 && <p class="empty">{t("draws-none")}</p>}
        {found && inOrder(found).map((draw) => <DrawCard key={draw.id} draw={draw} />)}
      </div>
    </>
  );
}

/** The way to them; not there at a site that draws nothing. */
export function DrawsButton() {
  const site = useSite();
  const { found } = useRead(site.site.code, () => readDraws(site));
  if (!found || found.length === 0) return null;
  const open = found.filter(({ status }) => status === "open").length;
  return (
    <Button icon="lot" onClick={() => site.open({ is: "draws" })}>
      {open > 0 ? t("draws-open", { count: open }) : t("draws")}
    </Button>
  );
}

/** What can still be entered comes first, soonest first; then what was held, latest first. */
function inOrder(found: readonly Draw[]): Draw[] {
  const at = ({ opens_at: opens }: Draw): number => Date.parse(opens);
  const ahead = found.filter(({ status }) => status !== "held").sort((a, b) => at(a) - at(b));
  return [...ahead, ...found.filter(({ status }) => status === "held").sort((a, b) => at(b) - at(a))];
}

function DrawCard({ draw }: { draw: Draw }) {
  const { site } = useSite();
  return (
    <article class="card">
      <header>
        <b>
          {day(`${draw.local_date}T12:00:00Z`, "UTC")} · {draw.lane ?? t("all-lanes")}
        </b>
        <span class={`pill ${TONES[draw.status]}`}>{t(`draw-${draw.status}`)}</span>
      </header>
      <Facts>
        <Fact name={t("draw-opens")}>{when(draw.opens_at)}</Fact>
        <Fact name={t("draw-closes")}>{when(draw.closes_at)}</Fact>
        <Fact name={t("draw-entries")}>{t("draw-entries-of", { entries: draw.entries, vehicles: draw.vehicles })}</Fact>
        {draw.held_at && <Fact name={t("draw-held-at")}>{when(draw.held_at)}</Fact>}
      </Facts>
      <a class="button quiet" href={`/v1/sites/${site.code}/draws/${encodeURIComponent(draw.id)}`} target="_blank" rel="noopener">
        <Icon name="ledger" />
        <span>{t(draw.status === "held" ? "draw-result" : "draw-record")}</span>
      </a>
    </article>
  );
}
