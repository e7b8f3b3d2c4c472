import { describe, expect, test } from "vitest";
import type { RankOp } from "../api/types";
import { begin, follow, NOWHERE } from "./standing";

const at = (seq: number) => ({ epoch: "e", seq });

describe("a driver's own place", () => {
  test("starts from the visit's snapshot and skips frames it already holds", () => {
    const frames = [
      { from: 8, to: 10, ops: [["leave", "gate-in", 1] as ["leave", string, number]] },
      { from: 10, to: 11, ops: [["leave", "gate-in", 2] as ["leave", string, number]] },
    ];
    const standing = begin("gate-in", 17, at(10), [], frames);
    expect([standing.rank, standing.at?.seq]).toEqual([16, 11]);
  });

  test("is kept over a resume with nothing but operations", () => {
    let standing = begin("gate-in", 5, at(10), [], []);
    standing = follow(standing, {
      from: 10,
      to: 14,
      ops: [
        ["join", "gate-in", 2, "merge.fresh"],
        ["leave", "gate-in", 1],
        ["leave", "gate-in", 1],
      ],
    });
    expect(standing.rank).toBe(4);
    expect(standing.passedBy).toEqual([{ clause: "merge.fresh", count: 1 }]);
  });

  test("counts who is let in from behind, and not who leaves there", () => {
    const ops: RankOp[] = [
      ["leave", "gate-in", 3, "visit.admitted"],
      ["leave", "gate-in", 3, "visit.left"],
      ["leave", "gate-in", 1, "visit.admitted"],
    ];
    const standing = follow(begin("gate-in", 2, at(10), [], []), { from: 10, to: 13, ops });
    expect([standing.rank, standing.passedBy]).toEqual([1, [{ clause: "visit.admitted", count: 1 }]]);
  });

  test("ends when the truck leaves the line, and stays ended", () => {
    let standing = begin("gate-in", 1, at(10), [], []);
    standing = follow(standing, { from: 10, to: 11, ops: [["leave", "gate-in", 1]] });
    expect(standing.rank).toBeNull();
    expect(follow(standing, { from: 11, to: 12, ops: [["leave", "gate-in", 1]] }).rank).toBeNull();
  });

  test("is lost by a frame that straddles it, and nobody counts before a start", () => {
    expect(follow(begin("gate-in", 3, at(10), [], []), { from: 9, to: 11, ops: [["leave", "gate-in", 1]] }).isLost).toBe(true);
    expect(follow(NOWHERE, { from: 0, to: 1, ops: [["leave", "gate-in", 1]] })).toBe(NOWHERE);
  });
});
