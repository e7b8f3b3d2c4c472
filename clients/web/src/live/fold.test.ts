import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RankOp } from "../api/types";
import { addPassings, FoldError, foldOrder, foldRank } from "./fold";

const line = "gate-in";
const start = (n: number): Map<string, number[]> => new Map([[line, Array.from({ length: n }, (_, i) => i)]]);

/** Ops that fit a line of `n`, made from random picks. */
const opsFor = (n: number): fc.Arbitrary<RankOp[]> =>
  fc.array(fc.tuple(fc.nat(2), fc.nat(9_999), fc.nat(9_999)), { maxLength: 60 }).map((picks) => {
    let length = n;
    return picks.flatMap(([kind, a, b]): RankOp[] => {
      if (kind === 0) return [["join", line, (a % ++length) + 1, "order.fresh"]];
      if (length === 0) return [];
      if (kind === 1) return [["leave", line, (a % length--) + 1]];
      return [["move", line, (a % length) + 1, (b % length) + 1, "override"]];
    });
  });

describe("rank operations", () => {
  test("one truck's folded rank is its index in the folded order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }).chain((n) => fc.tuple(fc.constant(n), fc.nat(n - 1), opsFor(n))),
        ([n, own, ops]) => {
          const order = foldOrder(start(n), ops, () => -1).get(line)!;
          const index = order.indexOf(own);
          expect(foldRank(line, own + 1, ops).rank).toBe(index === -1 ? null : index + 1);
        },
      ),
    );
  });

  test("folding in two halves equals folding at once", () => {
    fc.assert(
      fc.property(opsFor(10), fc.nat(60), (ops, cut) => {
        const whole = foldOrder(start(10), ops, () => -1);
        const halves = foldOrder(
          foldOrder(start(10), ops.slice(0, cut), () => -1),
          ops.slice(cut),
          () => -1,
        );
        expect(halves).toEqual(whole);
        const first = foldRank(line, 4, ops.slice(0, cut));
        const second = foldRank(line, first.rank, ops.slice(cut));
        const once = foldRank(line, 4, ops);
        expect(second.rank).toBe(once.rank);
        const count = (list: { count: number }[]): number => list.reduce((sum, { count: n }) => sum + n, 0);
        expect(count(addPassings(first.passedBy, second.passedBy))).toBe(count(once.passedBy));
      }),
    );
  });

  test("an order is never changed in place", () => {
    const before = start(3);
    foldOrder(before, [["leave", line, 1]], () => -1);
    expect(before.get(line)).toEqual([0, 1, 2]);
  });

  test("ranks outside the line are refused", () => {
    for (const op of [
      ["leave", line, 4],
      ["join", line, 5],
      ["move", line, 1, 4],
      ["leave", line, 0],
    ] as RankOp[])
      expect(() => foldOrder(start(3), [op], () => -1)).toThrow(FoldError);
  });

  test("who passed is counted by clause, and one's own moves are not", () => {
    const ops: RankOp[] = [
      ["join", line, 2, "order.fresh"],
      ["join", line, 1, "order.fresh"],
      ["move", line, 9, 1, "override"],
      ["leave", line, 1],
      ["join", line, 40],
    ];
    expect(foldRank(line, 5, ops)).toEqual({
      rank: 7,
      passedBy: [
        { clause: "order.fresh", count: 2 },
        { clause: "override", count: 1 },
      ],
    });
    expect(foldRank(line, 5, [["move", line, 5, 6, "late"]])).toEqual({ rank: 6, passedBy: [] });
    expect(foldRank(line, 5, [["leave", line, 5]])).toEqual({ rank: null, passedBy: [] });
  });

  test("other lines do not matter", () => {
    expect(
      foldRank(line, 5, [
        ["leave", "gate-2", 1],
        ["join", "gate-2", 1],
      ]).rank,
    ).toBe(5);
  });
});
