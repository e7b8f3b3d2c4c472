/**
 * The operator's list: who stands where. The public feed's operations name nobody, so a joining truck is a blank until
 * the order is read again; a read is taken over only at a position from which the frames at hand lead to now. Pure.
 */
import type { At, QueueItem, RankOp } from "../api/types";
import { FoldError, foldOrder } from "../live/fold";

export interface Entry {
  /** Stable for as long as the truck stands in the line; a blank gets its own. */
  key: string;
  item: QueueItem | null;
}

export interface Frame {
  from: number;
  to: number;
  ops: readonly RankOp[];
}

export interface OrderState {
  epoch: string | null;
  seq: number;
  lines: ReadonlyMap<string, readonly Entry[]>;
  /** Something is not known or does not fit: read the order again. */
  isStale: boolean;
}

export const NOTHING: OrderState = { epoch: null, seq: -1, lines: new Map(), isStale: true };

let blanks = 0;

export function blank(): Entry {
  return { key: `blank-${++blanks}`, item: null };
}

/** `order` moved on by one frame. A frame that straddles its position cannot be applied in part. */
export function advance(order: OrderState, frame: Frame): OrderState {
  if (order.epoch === null || frame.to <= order.seq) return order;
  if (frame.from < order.seq && frame.ops.length > 0) return lost(order);
  try {
    const lines = frame.ops.length > 0 ? foldOrder(order.lines, frame.ops, blank) : order.lines;
    const isStale = order.isStale || frame.ops.some((op) => op[0] === "join");
    return { ...order, seq: frame.to, lines, isStale };
  } catch (fault) {
    if (fault instanceof FoldError) return lost(order);
    throw fault;
  }
}

/** What stands on the screen stays until it is read again, but takes no more operations. */
export function lost(order: OrderState): OrderState {
  return { ...order, epoch: null, isStale: true };
}

/** A call moves nobody, so that the feed of ranks does not tell it: the row is marked by itself. */
export function marked(order: OrderState, visit: string, status: QueueItem["status"]): OrderState {
  const mark = (entry: Entry): Entry => (entry.key === visit && entry.item ? { ...entry, item: { ...entry.item, status } } : entry);
  return { ...order, lines: new Map([...order.lines].map(([line, entries]) => [line, entries.map(mark)])) };
}

/** A fresh read of the order at `at`, led on by the frames that came since. */
export function readOrder(items: readonly QueueItem[], at: At, frames: readonly Frame[]): OrderState {
  const lines = new Map<string, Entry[]>();
  for (const item of [...items].sort((a, b) => a.rank - b.rank)) {
    const line = lines.get(item.line) ?? [];
    lines.set(item.line, line);
    line.push({ key: item.visit, item });
  }
  const start: OrderState = { epoch: at.epoch, seq: at.seq, lines, isStale: false };
  return frames.reduce(advance, start);
}

/** Counts of the feed against the list: the last word on whether the two have drifted apart. */
export function agrees(order: OrderState, lengths: Readonly<Record<string, number>>): boolean {
  const names = new Set([...order.lines.keys(), ...Object.keys(lengths)]);
  return [...names].every((line) => (order.lines.get(line)?.length ?? 0) === (lengths[line] ?? 0));
}
