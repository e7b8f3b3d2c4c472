import { describe, expect, test } from "vitest";
import type { Lane } from "../api/types";
import { firstDrop, hasPairs, lanesBack } from "./across";

const lane = (code: string): Pick<Lane, "code" | "direction" | "class"> => {
  const [direction, cls] = code.split("-") as [Lane["direction"], string];
  return { code, direction, class: cls };
};
const LANES = ["empty-general", "import-parcel", "export-fresh", "import-fresh", "export-general"].map(lane);
const codes = (found: readonly { code: string }[]): string[] => found.map(({ code }) => code);

describe("the lanes of a pair", () => {
  test("go another way back than the drop, straight back with its class first", () => {
    expect(codes(lanesBack(LANES, "export-fresh"))).toEqual(["import-fresh", "import-parcel", "empty-general"]);
    expect(codes(lanesBack(LANES, "import-parcel"))).toEqual(["export-fresh", "export-general", "empty-general"]);
    expect(lanesBack(LANES, "no-such-lane")).toEqual([]);
  });

  test("begin with what goes out, where something does", () => {
    expect(firstDrop(LANES)).toBe("export-fresh");
    expect(firstDrop(LANES.slice(0, 2))).toBe("empty-general");
    expect(firstDrop([])).toBe("");
  });

  test("are of two directions, or there are no pairs", () => {
    expect(hasPairs(LANES)).toBe(true);
    expect(hasPairs([lane("export-fresh"), lane("export-general")])).toBe(false);
  });
});
