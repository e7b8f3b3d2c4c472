/** The keys on which a plate is typed at the gate. */
export type Keys = "letters" | "provinces";

const ROWS: Record<Keys, readonly string[]> = {
  letters: ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"],
  // Every plate of mainland China begins with one of these, so they stand first while nothing is typed.
  provinces: ["京津冀晋蒙辽吉黑", "沪苏浙皖闽赣鲁豫", "鄂湘粤桂琼渝川贵", "云藏陕甘青宁新"],
};

export function rowsOf(keys: Keys): readonly string[] {
  return ROWS[keys];
}

/** Whether plates of a country can be typed by letters and digits alone. */
export function hasProvinces(country: string): boolean {
  return country === "CN";
}

/** The keys that are shown until others are asked for. */
export function keysFor(country: string, plate: string): Keys {
  return hasProvinces(country) && plate === "" ? "provinces" : "letters";
}
