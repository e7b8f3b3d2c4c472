import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Site } from "../api/types";
import { hrefOf, ofSlots, route, shown, TABS, type View } from "../console/route";
import { TONGUES } from "../console/tongues";
import { session, signOut } from "../session/session";
import { Button } from "../ui/form";
import { Icon } from "../ui/icons";
import { LanguageChoice } from "../ui/language";
import { Mark } from "../ui/mark";
import { clock, day, offset, seconds } from "../ui/time";
import { rulesHref } from "../ui/rules";
import { t } from "../words/words";
import { SiteList } from "./chooser";
import { useSite } from "./site";

export function Header({ sites }: { sites: Site[] }) {
  return (
    <header class="top">
      <Mark small />
      <SiteMenu sites={sites} />
      <OpenState />
      <Nav />
      <span class="top-gap" />
      <Link />
      <Clock />
      <Account />
    </header>
  );
}

function Nav() {
  const { site, whose } = useSite();
  const view = shown(route.value.view, whose);
  const isAt = (name: View): boolean => {
    if (whose !== "site" || name === "ledger" || name === "inspections") return view === name;
    return ofSlots(name) ? ofSlots(view) : !ofSlots(view) && view !== "ledger" && view !== "inspections";
  };
  const names: readonly View[] = whose === "site" ? ["queue", "slots", "inspections", "ledger"] : TABS[whose];
  return (
    <nav class="top-nav" aria-label={t("views")}>
      {names.map((name) => (
        <a key={name} href={hrefOf(site.code, name)} aria-current={isAt(name) ? "page" : undefined}>
          {t(name === "queue" ? "view-live" : `view-${name}`)}
        </a>
      ))}
      <a href={rulesHref(site.code)} target="_blank" rel="noopener">
        {t("rules")}
      </a>
    </nav>
  );
}

function SiteMenu({ sites }: { sites: Site[] }) {
  const { site } = useSite();
  const isOpen = useSignal(false);
  if (sites.length < 2)
    return (
      <h1 class="site-name">
        <span>{site.name}</span>
        <code>{site.code}</code>
      </h1>
    );
  return (
    <Menu
      isOpen={isOpen.value}
      close={() => {
        isOpen.value = false;
      }}
      className="site-menu"
      label={t("choose-site")}
      face={
        <h1 class="site-name">
          <button
            type="button"
            aria-expanded={isOpen.value}
            aria-haspopup="true"
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            <span>{site.name}</span>
            <code>{site.code}</code>
            <Icon name="down" />
          </button>
        </h1>
      }
    >
      <SiteList
        sites={sites}
        onChosen={() => {
          isOpen.value = false;
        }}
      />
    </Menu>
  );
}

function Account() {
  const isOpen = useSignal(false);
  const state = session.value;
  const caller = state.is === "in" ? state.session.caller : null;
  return (
    <Menu
      isOpen={isOpen.value}
      close={() => {
        isOpen.value = false;
      }}
      className="account"
      label={t("account")}
      face={
        <Button
          look="plain"
          icon="more"
          label={t("account")}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        />
      }
    >
      <p class="account-who">
        <b>{caller?.name ?? caller?.company ?? t("nameless")}</b>
        <span>{caller?.role && t(`role-${caller.role}`)}</span>
      </p>
      <LanguageChoice tongues={TONGUES} />
      <Button look="plain" icon="leave" onClick={() => void signOut()}>
        {t("sign-out")}
      </Button>
    </Menu>
  );
}

interface MenuProps {
  isOpen: boolean;
  close(): void;
  className: string;
  label: string;
  face: preact.ComponentChildren;
  children: preact.ComponentChildren;
}

function Menu({ isOpen, close, className, label, face, children }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onDown = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") {
        event.stopPropagation();
        close();
      }
    };
    document.addEventListener("pointerdown", onDown);
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("pointerdown", onDown);
      document.removeEventListener("keydown", onKey, true);
    };
  }, [isOpen]);
  return (
    <div class={`menu ${className}`} ref={box}>
      {face}
      {isOpen && (
        <div class="menu-body" role="group" aria-label={label}>
          {children}
        </div>
      )}
    </div>
  );
}

function OpenState() {
  const site = useSite();
  const isOpen = site.queue.state.value?.open ?? site.board.value?.open;
  if (isOpen === undefined) return null;
  const isLiveOnly = site.queue.state.value?.mode === "live_queue_only";
  return (
    <span class="states">
      <span class={`pill ${isOpen ? "good" : "off"}`}>{t(isOpen ? "site-open" : "site-closed")}</span>
      {isLiveOnly && <span class="pill warn">{t("mode-live-only")}</span>}
    </span>
  );
}

function Link() {
  const site = useSite();
  void site.now.value;
  const state = site.link.value;
  const cutFor = site.cutAt.value === null ? 0 : Math.round((performance.now() - site.cutAt.value) / 1000);
  const isStale = state !== "live" && cutFor >= 5;
  const name = state === "live" ? "live" : isStale ? "stale" : "connecting";
  return (
    <span class={`link is-${name}`}>
      <i aria-hidden="true" />
      <span role="status">
        {t(`link-${name}`)}
        {isStale && <span aria-hidden="true"> · {cutFor} s</span>}
      </span>
    </span>
  );
}

function Clock() {
  const { now, zone } = useSite();
  if (now.value === null) return <time class="clock">--:--</time>;
  return (
    <time class="clock" dateTime={new Date(now.value).toISOString()}>
      <b>
        {clock(now.value, zone)}
        <small>:{seconds(now.value, zone)}</small>
      </b>
      <span>
        {day(now.value, zone)} · {offset(now.value, zone)}
      </span>
    </time>
  );
}
