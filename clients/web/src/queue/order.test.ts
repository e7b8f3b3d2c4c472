import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QueueItem, RankOp } from "../api/types";
import { advance, agrees, type Frame, marked, type OrderState, readOrder } from "./order";

const item = (visit: string, rank: number): QueueItem => ({
  line: "gate-in",
  rank,
  visit,
  lane: "export-general",
  class: "general",
  status: "waiting",
  because: [],
});

const names = (order: OrderState): (string | null)[] => (order.lines.get("gate-in") ?? []).map((e) => e.item?.visit ?? null);

describe("the operator's order", () => {
  test("drops frames the read already holds and applies the rest", () => {
    const frames: Frame[] = [
      { from: 8, to: 10, ops: [["leave", "gate-in", 1]] },
      { from: 10, to: 12, ops: [["move", "gate-in", 3, 1]] },
    ];
    const order = readOrder([item("a", 1), item("b", 2), item("c", 3)], { epoch: "e", seq: 10 }, frames);
    expect(names(order)).toEqual(["c", "a", "b"]);
    expect(order.seq).toBe(12);
    expect(order.isStale).toBe(false);
  });

  test("a frame that straddles the read asks for another read and changes nothing", () => {
    const order = readOrder([item("a", 1)], { epoch: "e", seq: 11 }, [{ from: 10, to: 12, ops: [["leave", "gate-in", 1]] }]);
    expect(names(order)).toEqual(["a"]);
    expect(order.isStale).toBe(true);
    expect(names(advance(order, { from: 12, to: 13, ops: [["join", "gate-in", 1]] }))).toEqual(["a"]);
  });

  test("a call marks its truck and moves nobody", () => {
    const order = marked(readOrder([item("a", 1), item("b", 2)], { epoch: "e", seq: 1 }, []), "b", "called");
    expect(order.lines.get("gate-in")!.map((entry) => entry.item?.status)).toEqual(["waiting", "called"]);
  });

  test("a truck that joins is a blank until the order is read again", () => {
    const order = advance(readOrder([item("a", 1)], { epoch: "e", seq: 1 }, []), { from: 1, to: 2, ops: [["join", "gate-in", 1]] });
    expect(names(order)).toEqual([null, "a"]);
    expect(order.isStale).toBe(true);
  });

  test("an operation outside the line is drift", () => {
    const order = advance(readOrder([item("a", 1)], { epoch: "e", seq: 1 }, []), { from: 1, to: 2, ops: [["leave", "gate-in", 7]] });
    expect(order.isStale).toBe(true);
  });

  test("lengths tell drift", () => {
    const order = readOrder([item("a", 1)], { epoch: "e", seq: 1 }, []);
    expect(agrees(order, { "gate-in": 1 })).toBe(true);
    expect(agrees(order, { "gate-in": 2 })).toBe(false);
    expect(agrees(order, { "gate-in": 1, "gate-2": 0 })).toBe(true);
  });

  test("reading at any frame boundary and folding on gives the same list", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(1000), fc.nat(1000)), { maxLength: 40 }), fc.nat(40), (picks, cut) => {
        const live = Array.from({ length: 12 }, (_, i) => `v${i}`);
        const frames: Frame[] = [];
        let readAt = { list: [...live], seq: 0 };
        picks.forEach(([kind, a, b], i) => {
          const op = randomOp(kind, a, b, live.length);
          if (op) mutate(live, op, `j${i}`);
          frames.push({ from: i, to: i + 1, ops: op ? [op] : [] });
          if (i + 1 === cut) readAt = { list: [...live], seq: cut };
        });
        const order = readOrder(
          readAt.list.map((v, i) => item(v, i + 1)),
          { epoch: "e", seq: readAt.seq },
          frames,
        );
        const seen = names(order);
        expect(seen.length).toBe(live.length);
        seen.forEach((name, i) => name !== null && expect(name).toBe(live[i]));
      }),
    );
  });
});

function randomOp(kind: number, a: number, b: number, n: number): RankOp | null {
  if (kind === 0) return ["join", "gate-in", (a % (n + 1)) + 1];
  if (n === 0) return null;
  return kind === 1 ? ["leave", "gate-in", (a % n) + 1] : ["move", "gate-in", (a % n) + 1, (b % n) + 1];
}

function mutate(list: string[], op: RankOp, name: string): void {
  if (op[0] === "join") list.splice(op[2] - 1, 0, name);
  else if (op[0] === "leave") list.splice(op[2] - 1, 1);
  else list.splice(op[3] - 1, 0, ...list.splice(op[2] - 1, 1));
}
