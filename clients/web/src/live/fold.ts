/**
 * Rank operations, folded. Ranks count from 1 in the order of one line; `to` of a move is the rank after removal.
 * Pure: the same operations give the same order in every screen.
 */
import type { RankOp } from "../api/types";

/** An operation that does not fit the order it is applied to: the reader has drifted and must read afresh. */
export class FoldError extends Error {}

export type Orders<T> = ReadonlyMap<string, readonly T[]>;

/** A new order with `ops` applied; `joined` makes the entry of somebody the operations do not name. */
export function foldOrder<T>(orders: Orders<T>, ops: readonly RankOp[], joined: (line: string) => T): Map<string, T[]> {
  const next = new Map<string, T[]>();
  for (const [line, order] of orders) next.set(line, [...order]);
  for (const op of ops) {
    const order = next.get(op[1]) ?? [];
    next.set(op[1], order);
    applyOne(order, op, () => joined(op[1]));
  }
  return next;
}

function applyOne<T>(order: T[], op: RankOp, joined: () => T): void {
  if (op[0] === "join") {
    within(op[2], order.length + 1, op);
    order.splice(op[2] - 1, 0, joined());
    return;
  }
  within(op[2], order.length, op);
  const [taken] = order.splice(op[2] - 1, 1);
  if (op[0] === "leave") return;
  within(op[3], order.length + 1, op);
  order.splice(op[3] - 1, 0, taken as T);
}

function within(rank: number, most: number, op: RankOp): void {
  if (!Number.isInteger(rank) || rank < 1 || rank > most) throw new FoldError(JSON.stringify(op));
}

/** Somebody else came to stand in front, or was let in from behind: how many, and by which clause. */
export interface Passing {
  clause: string;
  count: number;
}

export interface RankFold {
  /** Null once its own truck has left the line. */
  rank: number | null;
  passedBy: Passing[];
}

/** One truck's own rank in `line` after `ops`, and who passed it on the way. */
export function foldRank(line: string, rank: number | null, ops: readonly RankOp[]): RankFold {
  const passed = new Map<string, number>();
  for (const op of ops) {
    if (op[1] !== line || rank === null) continue;
    const before: number = rank;
    rank = stepRank(before, op);
    const clause = op[0] === "move" ? op[4] : op[3];
    const isOvertaken = rank === before + 1 || (op[0] === "leave" && op[2] > before && clause === "visit.admitted");
    if (isOvertaken && !isSelf(op, before)) passed.set(clause ?? "", (passed.get(clause ?? "") ?? 0) + 1);
  }
  return { rank, passedBy: [...passed].map(([clause, count]) => ({ clause, count })) };
}

function isSelf(op: RankOp, rank: number): boolean {
  return op[0] !== "join" && op[2] === rank;
}

function stepRank(rank: number, op: RankOp): number | null {
  if (op[0] === "join") return op[2] <= rank ? rank + 1 : rank;
  if (op[0] === "leave") return op[2] === rank ? null : op[2] < rank ? rank - 1 : rank;
  const [, , from, to] = op;
  if (from === rank) return to;
  if (from < rank && to >= rank) return rank - 1;
  if (from > rank && to <= rank) return rank + 1;
  return rank;
}

/** Passings of two folds, counted together. */
export function addPassings(a: readonly Passing[], b: readonly Passing[]): Passing[] {
  const sum = new Map(a.map(({ clause, count }) => [clause, count]));
  for (const { clause, count } of b) sum.set(clause, (sum.get(clause) ?? 0) + count);
  return [...sum].map(([clause, count]) => ({ clause, count }));
}
