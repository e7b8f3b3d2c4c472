import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultsOf, kindOf, linesOf, type Outcome, outcomesOf, report, rowsOf } from "./lines";

describe("a list's lines", () => {
  test.each([
    ["a csv", "site,plate\nS,A1\nS,A2", [2, 3]],
    ["with semicolons and a mark before it", "\ufeffsite;plate\r\nS;A1\r\nS;A2\r\n", [2, 3]],
    ["with an empty line between", "plate\nA1\n\n  ,\nA2\n", [2, 5]],
    ["with a line end inside quotes", 'plate,description\nA1,"one\ntwo"\nA2,three', [2, 4]],
  ])("%s", (_name, text, numbers) => {
    expect(kindOf(text)).toBe("csv");
    expect(linesOf(text)).toEqual([
      { number: numbers[0], plate: "A1" },
      { number: numbers[1], plate: "A2" },
    ]);
  });

  test("of JSON are counted from one, a pair by its drop", () => {
    const text = JSON.stringify({ items: [{ vehicle: { plate: "A1" } }, { pair: [{ vehicle: { plate: "A2" } }, {}] }, null] });
    expect(kindOf(text)).toBe("json");
    expect(linesOf(text).map(({ plate }) => plate)).toEqual(["A1", "A2", ""]);
  });

  test.each(["", "{", "[1", "plate"])("of what is none there are none: %s", (text) => {
    expect(linesOf(text)).toEqual([]);
  });

  test("whatever is quoted comes back whole", () => {
    const cell = fc.string({ minLength: 1 }).map((text) => `x${text.replaceAll("\r", "")}`);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (cells) => {
        const text = ["a,b", ...cells.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(","))].join("\n");
        expect(
          rowsOf(text)
            .slice(1)
            .map((row) => row.cells),
        ).toEqual(cells);
      }),
    );
  });
});

test("an outcome stands beside its line, and a problem says where it is wrong", () => {
  const faults = [
    { at: "line 3, length_m", column: "length_m", code: "cell", text: "is no number" },
    { at: "line 3, plate", column: "plate", code: "missing", text: "Field required" },
    { at: "line 3", column: null, code: "cell", text: "9 cells in a line of 2 columns" },
  ];
  const [good, bad] = outcomesOf(
    [{ pair: [] }, { problem: { status: 422, code: "request.invalid", detail: "No.", faults } }],
    linesOf("plate\nA1\nA2"),
  );
  expect(good).toMatchObject({ number: 2, plate: "A1", problem: null });
  expect(bad).toMatchObject({ number: 3, plate: "A2", made: [] });
  expect(faultsOf(bad!.problem!)).toEqual([
    { at: "length_m", isMissing: false },
    { at: "plate", isMissing: true },
    { at: "line 3", isMissing: false },
  ]);
});

test("the report keeps a formula from being one", () => {
  const outcome: Outcome = { number: 2, plate: '=HYPERLINK("x")', made: [], problem: null };
  expect(report([outcome], () => "").split("\r\n")[1]).toBe(`"2","'=HYPERLINK(""x"")","","","","",""`);
});
