import { useSignal } from "@preact/signals";
import type { Site } from "../api/types";
import { go, route } from "../console/route";
import { TONGUES } from "../console/tongues";
import { signOut } from "../session/session";
import { Button } from "../ui/form";
import { Icon } from "../ui/icons";
import { LanguageChoice } from "../ui/language";
import { Mark } from "../ui/mark";
import { t } from "../words/words";

export function SiteChooser({ sites }: { sites: Site[] }) {
  return (
    <div class="chooser">
      <header class="chooser-head">
        <Mark />
        <LanguageChoice tongues={TONGUES} />
        <Button look="plain" icon="leave" onClick={() => void signOut()}>
          {t("sign-out")}
        </Button>
      </header>
      <main>
        <h1>{t("choose-site")}</h1>
        {sites.length === 0 ? <p class="empty">{t("no-sites")}</p> : <SiteList sites={sites} />}
      </main>
    </div>
  );
}

/** Sites with a yard come first, then those with lanes; the rest only exist on paper. */
const standing = (site: Site): number => (site.has_yard ? 2 : 0) + (site.lanes.length > 0 ? 1 : 0);

export function SiteList({ sites, onChosen }: { sites: Site[]; onChosen?: () => void }) {
  const wanted = useSignal("");
  const needle = wanted.value.trim().toLowerCase();
  const shown = sites
    .filter((site) => `${site.name} ${site.code} ${site.country}`.toLowerCase().includes(needle))
    .sort((a, b) => standing(b) - standing(a) || a.name.localeCompare(b.name));
  return (
    <div class="site-list">
      {sites.length > 8 && (
        <label class="search">
          <Icon name="search" />
          <input
            type="search"
            placeholder={t("find-site")}
            aria-label={t("find-site")}
            value={wanted.value}
            onInput={(e) => {
              wanted.value = e.currentTarget.value;
            }}
          />
        </label>
      )}
      <ul>
        {shown.map((site) => (
          <li key={site.code}>
            <button
              type="button"
              aria-current={site.code === route.value.site ? "true" : undefined}
              onClick={() => {
                go(site.code, route.value.view);
                onChosen?.();
              }}
            >
              <b>{site.name}</b>
              <code>{site.code}</code>
              <span>{factsOf(site)}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class="empty">{t("no-match")}</p>}
    </div>
  );
}

function factsOf(site: Site): string {
  if (site.lanes.length === 0) return t("site-no-lanes");
  return [t("site-lanes", { count: site.lanes.length }), site.has_yard && t("yard"), site.counterpart].filter(Boolean).join(" · ");
}
