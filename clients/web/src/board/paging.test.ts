import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf } from "./paging";

test("a list that fits stays as it is, whatever the turn", () => {
  for (const turn of [0, 1, 7]) expect(pageOf(["a", "b"], 3, turn)).toEqual(["a", "b"]);
  expect(pageOf([], 3, 5)).toEqual([]);
});

test("everything is shown once in a round, and never a page without anybody", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer({ min: 1, max: 9 }), fc.nat(1000), (list, size, from) => {
      const pages = Math.ceil(list.length / size);
      const first = from * pages;
      const round = Array.from({ length: pages }, (_, turn) => pageOf(list, size, first + turn));
      expect(round.flat()).toEqual(list);
      expect(round.every((page) => page.length > 0 && page.length <= size)).toBe(true);
    }),
  );
});
