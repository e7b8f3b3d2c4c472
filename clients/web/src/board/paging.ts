/** The part of a list that is on the screen now: a list longer than the screen is shown a page at a time. */
export function pageOf<T>(list: readonly T[], size: number, turn: number): readonly T[] {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const first = (turn % pages) * size;
  return list.slice(first, first + size);
}
