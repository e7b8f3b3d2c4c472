import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Client } from "../api/client";
import type { Instant, Site } from "../api/types";
import { put } from "../ui/form";
import { t } from "../words/words";
import { acrossText } from "./said";

/** The same time on the clock of the site across the line, where that shows another. */
export function Across({ client, site, from, to }: { client: Client; site: Site | null; from: Instant; to: Instant }) {
  const other = useSignal<Site | null>(null);
  const code = site?.counterpart;
  useEffect(() => {
    other.value = null;
    // A counterpart that this service does not know has no clock to show.
    if (code)
      client.get<Site>(`/v1/sites/${code}`).then(
        (found) => put<Site | null>(other, found)(),
        () => undefined,
      );
  }, [code]);
  const time = site && other.value && acrossText(from, to, site.zone, other.value.zone);
  return time ? <small class="across">{t("across-time", { site: other.value!.name, time })}</small> : null;
}
