import { hrefOf, OF_SLOTS, route } from "../console/route";
import { useSite } from "../site/site";
import { t } from "../words/words";

/** The pages about time at the site, side by side. A company has them in its own bar. */
export function Sections() {
  const { site, company } = useSite();
  if (company !== null) return null;
  return (
    <nav class="sections" aria-label={t("sections")}>
      {OF_SLOTS.map((view) => (
        <a key={view} href={hrefOf(site.code, view)} aria-current={route.value.view === view ? "page" : undefined}>
          {t(view === "slots" ? "section-day" : `view-${view}`)}
        </a>
      ))}
    </nav>
  );
}
