import { expect, test } from "vitest";
import { asWords, countriesAt, isPass } from "./fragment";

test("a link names the key and the site, or nothing", () => {
  expect(asWords("#key=sk_1&site=CNMHN")).toEqual({ key: "sk_1", site: "CNMHN" });
  expect(asWords("#key=sk_1&site=CNMHN&area=east")).toEqual({ key: "sk_1", site: "CNMHN", area: "east" });
  expect(asWords("#key=sk_1")).toBeNull();
  expect(asWords("")).toBeNull();
});

test("what a scanner types is a pass or a reference, or is refused before anybody is asked", () => {
  expect(isPass("MHN-7K3Q2F")).toBe(true);
  expect(isPass("eyJh.bGci_OiJ-9.x")).toBe(true);
  for (const other of ["https://serai.example/d/#abc", "two words", "", "abc", "云A12345"]) expect(isPass(other), other).toBe(false);
});

test("the site's own country comes first, and once", () => {
  expect(countriesAt("LA")).toEqual(["LA", "CN", "VN", "MM", "TH", "KH"]);
  expect(countriesAt("KZ")[0]).toBe("KZ");
});
