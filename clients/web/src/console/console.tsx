import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Site } from "../api/types";
import { client, company, isAuthority, session } from "../session/session";
import { SignIn } from "../session/sign-in";
import { SiteChooser } from "../site/chooser";
import { SiteScope, SiteView } from "../site/site";
import { Refused } from "../ui/form";
import { Toasts } from "../ui/toast";
import { ruled } from "../ui/rules";
import { t } from "../words/words";
import { go, route } from "./route";
import { Shell } from "./shell";

const sites = signal<Site[] | null>(null);
const fault = signal<unknown>(null);

async function loadSites(): Promise<void> {
  try {
    sites.value = await client.all<Site>("/v1/sites");
    fault.value = null;
  } catch (caught) {
    fault.value = caught;
  }
}

export function Console() {
  return (
    <>
      <Inside />
      <Toasts />
    </>
  );
}

function Inside() {
  const state = session.value;
  if (state.is === "asking") return <Waiting />;
  if (state.is === "out") return <SignIn fault={state.fault} />;
  return <Signed only={state.session.caller.site} />;
}

function Waiting() {
  return (
    <div class="waiting" role="status">
      <span class="pulse" />
      {t("loading")}
    </div>
  );
}

function Signed({ only }: { only: string | null }) {
  useEffect(() => void loadSites(), []);
  const all = sites.value;
  if (all === null)
    return fault.value ? (
      <div class="waiting">
        <Refused fault={fault.value} />
      </div>
    ) : (
      <Waiting />
    );
  const own = only === null ? all : all.filter((site) => site.code === only);
  const open = own.find((site) => site.code === route.value.site);
  if (open) return <OpenSite key={open.code} site={open} sites={own} />;
  if (own.length === 1) {
    go(own[0]!.code, route.value.view);
    return <Waiting />;
  }
  return <SiteChooser sites={own} />;
}

function OpenSite({ site, sites: all }: { site: Site; sites: Site[] }) {
  const view = useMemo(() => new SiteView(client, site, company.value, isAuthority.value ? "authority" : undefined), [site.code]);
  useEffect(() => void (ruled.value = site.code), [site.code]);
  useEffect(() => () => view.close(), [view]);
  return (
    <SiteScope value={view}>
      <Shell sites={all} />
    </SiteScope>
  );
}
