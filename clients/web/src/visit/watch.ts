import { signal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { At, Guidance, Visit, VisitState } from "../api/types";
import type { FeedReader } from "../live/socket";
import type { SiteView } from "../site/site";
import { language } from "../words/words";

export interface Watched {
  visit: Signal<Visit | null>;
  guidance: Signal<VisitState["guidance"]>;
  fault: Signal<unknown>;
  reread(): Promise<void>;
}

/** One visit, read whole and then read again whenever its feed says that it changed. */
export function useVisit(site: SiteView, id: string): Watched {
  const watched = useMemo(() => watch(site, id), [id]);
  useEffect(() => {
    void watched.reread();
    return site.live.watch(`visit:${id}`, watched.reader);
  }, [watched, language.value]);
  return watched;
}

function watch(site: SiteView, id: string): Watched & { reader: FeedReader } {
  const visit = signal<Visit | null>(null);
  const guidance = signal<VisitState["guidance"]>(null);
  const fault = signal<unknown>(null);
  let at: At | null = null;
  const take = (state: Partial<VisitState>): void => {
    if (state.guidance !== undefined) void told(state.guidance !== null);
    if (!state.visit) return;
    // The feed never carries what only the operator's answer does, such as the timeline and reasons in its language.
    const { because = state.visit.because } = visit.value ?? {};
    visit.value = { ...visit.value, ...state.visit, because };
    site.visits.put(visit.value);
  };
  // The feed words its steps in the driver's language; the operator reads them in the screen's.
  const told = async (isThere: boolean): Promise<void> => {
    guidance.value = isThere ? await site.client.get<Guidance>(`/v1/visits/${id}/guidance`).catch(() => null) : null;
  };
  const reread = async (): Promise<void> => {
    try {
      const found = await site.client.get<Visit>(`/v1/visits/${id}`);
      visit.value = found;
      site.visits.put(found);
      fault.value = null;
    } catch (caught) {
      if (!visit.value) fault.value = caught;
    }
  };
  const reader: FeedReader = {
    after: () => at,
    snapshot: (state, now) => {
      at = now;
      take(state as VisitState);
    },
    change: (change) => {
      if (at) at = { epoch: at.epoch, seq: change.to };
      take((change.state ?? {}) as Partial<VisitState>);
      void reread();
    },
  };
  return { visit, guidance, fault, reread, reader };
}
