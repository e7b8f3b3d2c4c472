import type { Clause } from "../api/types";
import { has, t } from "../words/words";

/**
 * A reason as the service words it, with its facts. Answers word it in the language they were asked in; a feed words it
 * in one for all, and then the screen's own shorter sentence is the better one.
 */
export function because({ clause, text }: Clause, isAnswer = true): string {
  const id = `clause-${clause.replaceAll(".", "-").replaceAll("_", "-")}`;
  return !(isAnswer && text) && has(id) ? t(id) : text || clause;
}
