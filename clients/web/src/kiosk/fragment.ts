/** What a kiosk is given in the fragment of its link, and what a scanner types. Pure. */
import type { Post } from "./kept";

export function asWords(fragment: string): Post | null {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const [key, site] = [given.get("key"), given.get("site")];
  const area = given.get("area");
  return key && site ? { key, site, ...(area && { area }) } : null;
}

/** Whether a scanned text can be a pass or a reference at all: an address, or any other code, cannot. */
export function isPass(text: string): boolean {
  return /^[A-Za-z0-9._-]{4,2000}$/.test(text.trim());
}

/** The country whose language the screen falls back to. */
export const TONGUE_OF: Record<string, string> = { CN: "zh", LA: "lo", MM: "my", VN: "vi", TH: "th" };

/** Where vehicles come from, the site's own country first. */
export function countriesAt(country: string): string[] {
  return [country, ...["CN", "LA", "VN", "MM", "TH", "KH"].filter((other) => other !== country)].slice(0, 6);
}
