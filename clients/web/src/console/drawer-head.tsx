import type { ComponentChildren } from "preact";
import { useSite } from "../site/site";
import { Button } from "../ui/form";
import { t } from "../words/words";

export function DrawerHead({
  title,
  under,
  children,
}: {
  title: ComponentChildren;
  under?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const site = useSite();
  return (
    <header class="drawer-head">
      <div>
        <h2>{title}</h2>
        {under && <p>{under}</p>}
      </div>
      {children}
      <Button look="plain" icon="close" label={t("close")} onClick={() => site.open(null)} />
    </header>
  );
}
