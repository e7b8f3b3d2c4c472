import { describe, expect, it } from "vitest";
import { hasProvinces, keysFor, rowsOf } from "./keys";

describe("the keys of a kiosk", () => {
  it("begin with the provinces for a Chinese plate, and with letters for all others", () => {
    expect(keysFor("CN", "")).toBe("provinces");
    expect(keysFor("CN", "云")).toBe("letters");
    expect(keysFor("LA", "")).toBe("letters");
    expect([hasProvinces("CN"), hasProvinces("LA")]).toEqual([true, false]);
  });

  it("have every province once, and every letter and digit", () => {
    expect(new Set(rowsOf("provinces").join("")).size).toBe(31);
    expect([...rowsOf("letters").join("")].sort().join("")).toBe("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  });
});
