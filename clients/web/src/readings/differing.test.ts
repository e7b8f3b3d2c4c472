import { expect, test } from "vitest";
import { beside } from "./differing";

/** The plate with what was not read in brackets. */
const marked = (plate: string, read: string): string =>
  beside(plate, read)
    .map(({ sign, isRead }) => (isRead ? sign : `[${sign}]`))
    .join("");

test.each([
  ["YA1234", "YA1234", "YA1234"],
  ["YA1234", "YA1934", "YA1[2]34"],
  ["YA1234", "YA134", "YA1[2]34"],
  ["YA1234", "YYA1234", "YA1234"],
  ["云A12345", "A12345", "[云]A12345"],
  ["YA-12 34", "YA1234", "YA-12 34"],
  ["YK00085", "YK0008W", "YK0008[5]"],
  ["YA1234", "", "[Y][A][1][2][3][4]"],
])("%s read as %s is %s", (plate, read, told) => {
  expect(marked(plate, read)).toBe(told);
});
