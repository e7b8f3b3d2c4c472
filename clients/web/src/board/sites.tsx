import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Client } from "../api/client";
import type { Site } from "../api/types";
import { language, t } from "../words/words";

/** Where no site is named: for whoever puts the screen up. */
export function Sites() {
  const sites = useSignal<Site[]>([]);
  useEffect(() => {
    const client = new Client({}, () => language.value);
    void client.all<Site>("/v1/sites").then((found) => {
      sites.value = found;
    });
  }, []);
  return (
    <main class="choice">
      <h1>{t("choose")}</h1>
      <ul>
        {sites.value.map((site) => (
          <li key={site.code}>
            <a href={`/b/${encodeURIComponent(site.code)}`}>{site.name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
