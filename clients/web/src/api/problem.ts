/** Refusals: what the service says, and the one place that words it for people, with the next thing to do. */
import { minutesBetween, spanText, when } from "../ui/time";
import { has, t } from "../words/words";
import type { ReservedSlot } from "./types";

/** A refusal as the service words it: `detail` is an English sentence, `code` the stable name for machines. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly facts: Record<string, unknown> = {},
    /** Seconds after which asking again may help. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
    this.name = "Problem";
  }

  /** The member of the site's rulebook that decided; null where none did. */
  get rule(): string | null {
    const { rule } = this.facts;
    return typeof rule === "string" ? rule : null;
  }

  /** Free slots near the one that was refused. */
  get alternatives(): Pick<ReservedSlot, "id" | "starts_at">[] {
    const found = this.facts["alternatives"];
    if (!Array.isArray(found)) return [];
    return (found as Partial<ReservedSlot>[]).filter((slot): slot is ReservedSlot => Boolean(slot.id && slot.starts_at));
  }

  /** Whether the refused slot can be waited for. */
  get mayWait(): boolean {
    return this.facts["waitlist"] === true;
  }

  /** Nobody answered: the request may or may not have been carried out. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }
}

export function unreachable(): Problem {
  return new Problem(0, "network", "");
}

export async function problemFrom(response: Response): Promise<Problem> {
  const facts = await response
    .json()
    .then((body: unknown) => (typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {}))
    .catch(() => ({}) as Record<string, unknown>);
  const text = (name: string): string | null => (typeof facts[name] === "string" ? (facts[name] as string) : null);
  return new Problem(
    response.status,
    text("code") ?? `http.${response.status}`,
    text("detail") ?? text("title") ?? response.statusText,
    facts,
    Number(response.headers.get("Retry-After")) || null,
  );
}

/** What happened and what to do next, in the page's language and the site's time; the service's own words where we have none. */
export function sentence(problem: Problem): string {
  const id = `problem-${problem.isUnreachable ? "network" : kindOf(problem).replaceAll(".", "-").replaceAll("_", "-")}`;
  if (has(id)) return t(id, placesOf(problem));
  if (!problem.detail) return t("problem-unknown");
  return problem.retryAfter === null ? problem.detail : `${problem.detail} ${t("try-again-in", placesOf(problem))}`;
}

/** The code, narrower where the facts say that the usual way out is none: bays kept for others, no lane for a class. */
function kindOf({ code, facts }: Problem): string {
  const { kept } = (facts["why"] ?? {}) as Record<string, unknown>;
  if (code === "lane.wrong_class" && lanesOf(facts) === "") return "lane.wrong_class.none";
  return code === "bay.none" && kept ? "bay.none.kept" : code;
}

function lanesOf(facts: Record<string, unknown>): string {
  const { lanes } = facts;
  return Array.isArray(lanes) ? lanes.join(", ") : "";
}

/** Which facts fill which place of a sentence; the first that is there. */
const INSTANTS = {
  again: ["again_at"],
  until: ["until", "free_until", "bookable_until"],
  opens: ["opens_at"],
  closed: ["closed_at"],
};
const PLAIN = { most: "most", open: "open", lead: "lead_minutes", lane: "lane" };

/** A fact that is missing reads as a dash, so that no sentence ever shows a brace. */
function placesOf({ facts, retryAfter }: Problem): Record<string, string | number> {
  const instant = (at: unknown): string => (typeof at === "string" && !Number.isNaN(Date.parse(at)) ? when(at) : "–");
  const plain = (value: unknown): string | number => (typeof value === "string" || typeof value === "number" ? value : "–");
  const places: Record<string, string | number> = {};
  for (const [place, names] of Object.entries(INSTANTS)) places[place] = instant(names.map((name) => facts[name]).find(Boolean));
  for (const [place, name] of Object.entries(PLAIN)) places[place] = plain(facts[name]);
  const window = (facts["arrive"] ?? {}) as Record<string, unknown>;
  const takes = `class-${String(facts["takes"])}`;
  return {
    ...places,
    from: instant(window["from"]),
    to: instant(window["until"]),
    lanes: lanesOf(facts) || "–",
    takes: has(takes) ? t(takes) : plain(facts["takes"]),
    state: typeof facts["status"] === "string" ? t(`state-${facts["status"]}`) : "–",
    wait: spanText(Math.max(1, minutesBetween(0, (retryAfter ?? 0) * 1_000))),
  };
}

export function asProblem(fault: unknown): Problem {
  return fault instanceof Problem ? fault : new Problem(-1, "client", String(fault));
}

/** What a reading in the background has to say: that nobody answers is for the link's own sign to tell. */
export function aside(fault: unknown): unknown {
  return fault && asProblem(fault).isUnreachable ? null : fault;
}
