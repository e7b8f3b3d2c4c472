/** Links to the published rulebook, where every clause that decided something stands under its own name. */
import { signal } from "@preact/signals";

/** The site whose rules this screen is about; null where none is known yet. */
export const ruled = signal<string | null>(null);

export function rulesHref(site: string, clause = ""): string {
  return `/r/${encodeURIComponent(site)}${clause && `#${encodeURIComponent(clause)}`}`;
}

/** A clause by its name, leading to its sentence. */
export function Rule({ clause }: { clause: string }) {
  const site = ruled.value;
  if (site === null) return <code>{clause}</code>;
  return (
    <a class="rule" href={rulesHref(site, clause)} target="_blank" rel="noopener">
      <code>{clause}</code>
    </a>
  );
}
