/** A ledger entry as a plain sentence. The ledger names nobody; a plate is filled in from what the operator knows. */
import type { LedgerEntry } from "../api/types";
import { causeText } from "../booking/said";
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
  const flags = { hasReason: given("reason"), hasLane: given("lane"), hasBay: given("bay"), hasTruck: given("visit") };
  return t(id, { ...plainMembers(body), ...flags, truck: (visit && plateOf(visit)) ?? t("a-truck") });
}

const SAID = ["bay", "lane", "outcome", "line", "gate", "status", "road", "reason", "reference", "version"];

/** Words and numbers only: what a sentence can hold. What is missing reads as a dash, so that it can never show a brace. */
function plainMembers(body: Body): Record<string, string | number> {
  const members: Record<string, string | number> = {};
  for (const name of SAID) {
    const value = body[name];
    members[name] = typeof value === "number" ? value : typeof value === "string" ? worded(name, value, "bay" in body) : "–";
  }
  return members;
}

/** Codes that people know by a word: reasons, and what a bay or a road was set to. */
function worded(name: string, value: string, isBay: boolean): string {
  const id = name === "reason" ? `reason-${value}` : name === "status" ? `${isBay ? "bay" : "road"}-${value}` : "";
  if (id && has(id)) return t(id).toLowerCase();
  return name === "reason" ? causeText(value).toLowerCase() : value;
}
