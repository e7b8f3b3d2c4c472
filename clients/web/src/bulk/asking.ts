import { asProblem } from "../api/problem";
import type { SiteView } from "../site/site";
import { type Item, itemsOf, kindOf, linesOf, type Outcome, outcomesOf } from "./lines";

export const WAYS = ["each", "atomic"] as const;
/** Line by line, or all or none. */
export type Way = (typeof WAYS)[number];

export interface Answer {
  /** The list that it answers. */
  of: string;
  outcomes: Outcome[];
  /** Whether it was carried out, and not only tried, or refused as a whole. */
  isDone: boolean;
}

const PATIENCE_MS = 90_000;

/** Tries a list or carries it out. Where all or none is asked for and one cannot be, that is an answer too. */
export async function ask(site: SiteView, text: string, way: Way, isTrial: boolean): Promise<Answer> {
  const lines = linesOf(text);
  const flags = { atomic: way === "atomic", dry_run: isTrial };
  const send = (): Promise<{ items: Item[] }> => {
    if (kindOf(text) === "json")
      return site.client.post("/v1/reservations/bulk", { items: itemsOf(text), ...flags }, { patienceMs: PATIENCE_MS });
    const query = `atomic=${flags.atomic}&dry_run=${flags.dry_run}`;
    return site.client.post(`/v1/reservations/bulk?${query}`, text, { kind: "text/csv", patienceMs: PATIENCE_MS });
  };
  try {
    const { items } = await send();
    return { of: text, outcomes: outcomesOf(items, lines), isDone: !isTrial };
  } catch (fault) {
    const { code, facts } = asProblem(fault);
    if (code !== "bulk.refused" || !Array.isArray(facts["items"])) throw fault;
    return { of: text, outcomes: outcomesOf(facts["items"] as Item[], lines), isDone: false };
  }
}
