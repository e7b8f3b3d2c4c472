/** A reference may be typed in small letters; in a scanned pass, which has dots, they matter. */
export function referenceIn(text: string): string {
  const given = text.trim();
  return given.includes(".") ? given : given.toUpperCase();
}
