import type { Clause } from "../api/types";
import { has, language, t } from "../words/words";

/** The service words its clauses in English, with the facts in them; other languages have a shorter sentence here. */
export function because({ clause, text }: Clause): string {
  const id = `clause-${clause.replaceAll(".", "-").replaceAll("_", "-")}`;
  return language.value !== "en" && has(id) ? t(id) : text || clause;
}
