import { describe, expect, test } from "vitest";
import { fenceOf, pointsText } from "./fence";

describe("a geofence as it is typed", () => {
  test("is what was read of it", () => {
    const fence = { points: [{ lat: 21.1896, lon: 101.6862 }, { lat: -21, lon: 101.7 }], within_m: 300, accuracy_m: 80 }; // prettier-ignore
    expect(fenceOf(pointsText(fence), "300", "80")).toEqual(fence);
  });

  test.each(["21.1896 101.6862", "21.1896;101.6862", "  21.1896,101.6862 \n\n"])("is read from %j", (text) => {
    expect(fenceOf(text, "200", "100")?.points).toEqual([{ lat: 21.1896, lon: 101.6862 }]);
  });

  test.each(["", "here", "21.1896", "21,101,5", "101.6862, 21.1896", "21.1896, 181"])("is none in %j", (text) => {
    expect(fenceOf(text, "200", "100")).toBeNull();
  });
});
