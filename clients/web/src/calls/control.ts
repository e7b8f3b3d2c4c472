/** How a site calls: the answer of `/calls`, and what the operator does with it. */
import type { CallControl, NextCall } from "../api/calling";
import type { SiteView } from "../site/site";
import type { Reason } from "../visit/reason";
import { has, t } from "../words/words";

export type CallMode = "operator" | "automatic";

/** The lanes in which calls are stopped, by the feed that tells it at once. */
export function stoppedLanes(site: SiteView): readonly string[] {
  return site.queue.state.value?.stopped ?? [];
}

export function nextOf(control: CallControl | null, line: string): NextCall | null {
  return control?.next.find((each) => each.line === line) ?? null;
}

/** Why the next one is called now, or why nobody is; null where operators call. */
export function reasonText(next: NextCall | null): string | null {
  if (!next || next.clause === "hold.operator") return null;
  const id = `next-${next.clause.replaceAll(".", "-").replaceAll("_", "-")}`;
  return has(id) ? t(id) : next.clause;
}

const act = (site: SiteView, what: string, body: object): Promise<void> =>
  site.client.post<CallControl>(`/v1/sites/${site.site.code}/${what}`, body).then((answer) => {
    site.calls.value = answer;
  });

export const switchCalls = (site: SiteView, mode: CallMode, lane: string | null) => act(site, "calls/mode", { mode, lane });
/** The words beside the reason's code stay outside the ledger. */
export const stopCalls = (site: SiteView, reason: Reason, lane: string | null) => act(site, "calls/stop", { reason, lane });
export const resumeCalls = (site: SiteView, lane: string | null) => act(site, "calls/resume", { lane });

export function reportAcceptance(site: SiteView, vehicles: number, hours: number): Promise<void> {
  const until = new Date((site.now.peek() ?? 0) + hours * 3_600_000).toISOString();
  return act(site, "acceptance", { vehicles, minutes: 60, until });
}
