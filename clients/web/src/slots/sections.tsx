import { useEffect, useRef } from "preact/hooks";
import { hrefOf, OF_SLOTS, route } from "../console/route";
import { useSite } from "../site/site";
import { t } from "../words/words";

/** The pages about time at the site, side by side. A company has them in its own bar. */
export function Sections() {
  const { site, company } = useSite();
  const bar = useRef<HTMLElement>(null);
  // On a narrow screen the bar scrolls: the page one is on stays in sight.
  useEffect(
    () => bar.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    [route.value.view],
  );
  if (company !== null) return null;
  return (
    <nav ref={bar} class="sections" aria-label={t("sections")}>
      {OF_SLOTS.map((view) => (
        <a key={view} href={hrefOf(site.code, view)} aria-current={route.value.view === view ? "page" : undefined}>
          {t(view === "slots" ? "section-day" : `view-${view}`)}
        </a>
      ))}
    </nav>
  );
}
