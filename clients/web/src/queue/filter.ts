/** Which rows of a line an operator wants to see. Ranks are those of the whole line, whatever is filtered. Pure. */
import type { Entry } from "./order";

export interface Filter {
  lane: string;
  text: string;
}

export interface Row {
  rank: number;
  entry: Entry;
}

/** Plates as people type them: no spaces, dots or dashes, any case. */
export function plain(plate: string): string {
  return plate.replace(/[\s.·\-]/g, "").toUpperCase();
}

export function rowsOf(entries: readonly Entry[], filter: Filter, plateOf: (visit: string) => string | null): Row[] {
  const wanted = plain(filter.text);
  const rows: Row[] = [];
  entries.forEach((entry, i) => {
    const { item } = entry;
    if (filter.lane && item && item.lane !== filter.lane) return;
    if ((filter.lane || wanted) && !item) return;
    if (wanted && !plain(plateOf(item!.visit) ?? "").includes(wanted)) return;
    rows.push({ rank: i + 1, entry });
  });
  return rows;
}
