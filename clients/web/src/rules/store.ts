/** What the rules page shows: one version of a site's rulebook in words, and who called out of turn. */
import { signal } from "@preact/signals";
import { Client } from "../api/client";
import { language } from "../words/words";

export interface RulebookText {
  site: string;
  version: number;
  effective_from: string;
  versions: number[];
  language: string;
  title: string;
  sections: { title: string; clauses: { id: string; text: string }[] }[];
}

/** Calls out of turn of one day; people and companies by pseudonym. */
export interface Tally {
  day: string;
  operator: string;
  company: string | null;
  reason: string;
  calls: number;
  seconded: number;
}

export interface Place {
  site: string;
  clause: string;
}

/** The address: `/r/CNMHN#order.bound`; or, where the site stands in the part that no server reads, `/r/#CNMHN/order.bound`. */
export function placeOf({ pathname, hash }: Pick<Location, "pathname" | "hash">): Place {
  const [first = "", second = ""] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const site = decodeURIComponent(pathname.split("/")[2] ?? "");
  return site ? { site, clause: first } : { site: first, clause: second };
}

export class Store {
  readonly client = new Client({}, () => language.value);
  readonly text = signal<RulebookText | null>(null);
  readonly tallies = signal<Tally[] | null>(null);
  readonly isUnknown = signal(false);

  async read(site: string, version: number | null): Promise<void> {
    const asked = { language: language.value, version };
    const found = await this.client.get<RulebookText>(`/v1/sites/${encodeURIComponent(site)}/rulebook/text`, asked).catch(() => null);
    this.isUnknown.value = found === null;
    this.text.value = found;
  }

  async count(site: string): Promise<void> {
    const path = `/v1/sites/${encodeURIComponent(site)}/overrides`;
    this.tallies.value = await this.client.all<Tally>(path, {}, 400).catch(() => null);
  }
}
