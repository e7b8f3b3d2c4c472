/** A ledger entry as a plain sentence. The ledger names nobody; a plate is filled in from what the operator knows. */
import type { LedgerEntry } from "../api/types";
import { has, t } from "../words/words";

export type Body = Record<string, unknown>;

export function visitOf(entry: LedgerEntry): string | null {
  const { visit } = entry.body;
  return typeof visit === "string" ? visit : null;
}

export function sentenceOf(entry: LedgerEntry, plateOf: (visit: string) => string | null): string {
  const id = `ledger-${entry.kind.replaceAll(".", "-").replaceAll("_", "-")}`;
  if (!has(id)) return entry.kind;
  const { body } = entry;
  const visit = visitOf(entry);
  const given = (name: string): string => (body[name] ? "yes" : "no");
  const flags = { hasReason: given("reason"), hasLane: given("lane"), hasBay: given("bay") };
  return t(id, { ...plainMembers(body), ...flags, truck: (visit && plateOf(visit)) ?? t("a-truck") });
}

/** Words and numbers only: what a sentence can hold. Null reads as a dash, so that a sentence can never show a brace. */
function plainMembers(body: Body): Record<string, string | number> {
  const members: Record<string, string | number> = {
    bay: "–",
    lane: "–",
    line: "–",
    gate: "–",
    status: "–",
    road: "–",
    reason: "–",
    reference: "–",
    by: "–",
  };
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === "string" || typeof value === "number") members[name] = value;
    else if (name === "reason" && typeof value === "object" && value !== null) members["reason"] = String((value as Body)["code"] ?? "–");
  }
  return members;
}
