/**
 * A truck's own place, kept true by the public feed's operations alone. The visit's feed gives where to start from; the
 * queue's frames lead on from there. Pure.
 */
import type { At, RankOp } from "../api/types";
import { addPassings, foldRank, type Passing } from "../live/fold";

export interface Frame {
  from: number;
  to: number;
  ops: readonly RankOp[];
}

export interface Standing {
  line: string | null;
  rank: number | null;
  /** The rank holds at this position of the queue's feed. */
  at: At | null;
  /** Who came in front since the page began to follow. */
  passedBy: Passing[];
  /** Operations and rank no longer fit: the visit must be read again. */
  isLost: boolean;
}

export const NOWHERE: Standing = { line: null, rank: null, at: null, passedBy: [], isLost: false };

/** Where the visit's snapshot puts the truck, led on by frames that came before it was answered. */
export function begin(line: string | null, rank: number | null, at: At, passedBy: Passing[], frames: readonly Frame[]): Standing {
  return frames.reduce(follow, { line, rank, at, passedBy, isLost: false });
}

export function follow(standing: Standing, frame: Frame): Standing {
  const { line, rank, at } = standing;
  if (at === null || frame.to <= at.seq) return standing;
  if (frame.from < at.seq && frame.ops.length > 0) return { ...standing, isLost: true };
  const moved = { epoch: at.epoch, seq: frame.to };
  if (line === null || rank === null || frame.ops.length === 0) return { ...standing, at: moved };
  const fold = foldRank(line, rank, frame.ops);
  const passedBy = fold.passedBy.length > 0 ? addPassings(standing.passedBy, fold.passedBy) : standing.passedBy;
  return { ...standing, rank: fold.rank, at: moved, passedBy };
}
