/** What a list of reservations says of itself, and what became of its lines. Pure. */
import { Problem } from "../api/problem";
import type { Reservation, ReservedSlot } from "../api/types";

export const MOST_LINES = 1_000;
export const COLUMNS = "site,slot,plate,country,driver_name,driver_phone,driver_language,cargo_class,length_m,declaration,waitlist";

export type Kind = "csv" | "json";

/** Only JSON begins with a bracket. */
export function kindOf(text: string): Kind {
  return /^\s*[[{]/.test(text) ? "json" : "csv";
}

/** What a dry run says a line would become has no id yet. */
export type Would = Pick<Reservation, "status" | "lane" | "wants" | "offer"> & { slot: ReservedSlot | null };

export interface Item {
  reservation?: Reservation | Would;
  pair?: (Reservation | Would)[];
  problem?: Record<string, unknown>;
}

/** A line of the list: its number in the file, and whose it seems to be. */
export interface Line {
  number: number;
  plate: string;
}

export interface Outcome extends Line {
  made: (Reservation | Would)[];
  problem: Problem | null;
}

/** Each answer beside its line; an answer knows the number of a line that is wrong. */
export function outcomesOf(items: readonly Item[], lines: readonly Line[]): Outcome[] {
  return items.map((item, i) => {
    const line = items.length === lines.length ? lines[i]! : { number: i + 1, plate: "" };
    const made = item.pair ?? (item.reservation ? [item.reservation] : []);
    return { ...line, made, problem: item.problem ? problemOf(item.problem) : null };
  });
}

function problemOf(said: Record<string, unknown>): Problem {
  const text = (name: string): string => (typeof said[name] === "string" ? said[name] : "");
  const wait = typeof said["retry_after"] === "number" ? said["retry_after"] : null;
  return new Problem(Number(said["status"]) || 422, text("code"), text("detail"), said, wait);
}

export interface LineFault {
  /** The column, or where in a document; nothing where it is about the line as a whole. */
  at: string;
  isMissing: boolean;
}

/** What in a line cannot be read. */
export function faultsOf({ facts }: Problem): LineFault[] {
  const faults = Array.isArray(facts["faults"]) ? (facts["faults"] as Record<string, unknown>[]) : [];
  return faults.map(({ at, column, code }) => ({ at: String(column ?? at ?? ""), isMissing: code === "missing" }));
}

export function linesOf(text: string): Line[] {
  return kindOf(text) === "json" ? linesOfJson(text) : linesOfCsv(text);
}

type Raw = { vehicle?: { plate?: string }; pair?: Raw[] };

function linesOfJson(text: string): Line[] {
  const items = itemsOf(text) as Raw[];
  return items.map((item, i) => ({ number: i + 1, plate: String((item?.pair?.[0] ?? item)?.vehicle?.plate ?? "") }));
}

/** The reservations in a JSON document; none where it is not one. */
export function itemsOf(text: string): unknown[] {
  try {
    const read = JSON.parse(text) as unknown;
    const items = Array.isArray(read) ? read : (read as { items?: unknown }).items;
    return Array.isArray(items) ? items : [];
  } catch {
    return [];
  }
}

function linesOfCsv(text: string): Line[] {
  const rows = rowsOf(text);
  const header = rows.shift();
  const at = header?.cells.findIndex((cell) => cell.trim().toLowerCase() === "plate") ?? -1;
  return rows.map(({ number, cells }) => ({ number, plate: (cells[at] ?? "").trim() }));
}

interface Row {
  /** Of the line it begins on. */
  number: number;
  cells: string[];
}

/** Cells of a CSV, divided as its first line is; quotes may hold dividers and line ends. Lines without a word are left out. */
export function rowsOf(text: string): Row[] {
  const clean = text.replace(/^\ufeff/, "");
  const first = /^[^\r\n]*/.exec(clean)![0];
  const divider = first.split(";").length > first.split(",").length ? ";" : ",";
  const rows: Row[] = [];
  let row: Row = { number: 1, cells: [""] };
  let [line, isQuoted] = [1, false];
  const end = (): void => {
    if (row.cells.some((cell) => cell.trim() !== "")) rows.push(row);
    row = { number: line, cells: [""] };
  };
  for (let i = 0; i < clean.length; i++) {
    const sign = clean[i]!;
    const last = row.cells.length - 1;
    const isEnd = sign === "\n" || (sign === "\r" && clean[i + 1] !== "\n");
    if (isEnd) line++;
    if (isQuoted && sign === '"' && clean[i + 1] === '"') row.cells[last] += clean[i++]!;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) row.cells[last] += sign;
    else if (sign === divider) row.cells.push("");
    else if (isEnd) end();
    else if (sign !== "\r") row.cells[last] += sign;
  }
  end();
  return rows;
}

/** Outcomes as a CSV to keep; `words` names what became of each. */
export function report(outcomes: readonly Outcome[], words: (outcome: Outcome) => string): string {
  const quoted = (cell: unknown): string => `"${safe(String(cell ?? "")).replaceAll('"', '""')}"`;
  const rows = outcomes.map((outcome) => {
    const made = outcome.made.map((one) => ("reference" in one ? one.reference : "")).join(" ");
    const at = outcome.made.map((one) => one.slot?.starts_at ?? "").join(" ");
    const status = outcome.made.map(({ status: is }) => is).join(" ");
    return [outcome.number, outcome.plate, status, made, at, outcome.problem?.code, outcome.problem && words(outcome)];
  });
  const header = ["line", "plate", "status", "reference", "starts_at", "code", "what_to_do"];
  return [header, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");
}

/** A spreadsheet would take a cell that begins so for a formula, and run it. */
function safe(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
