import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { LanguageChoice } from "../ui/language";
import { Mark } from "../ui/mark";
import { rulesHref } from "../ui/rules";
import { has, language, t } from "../words/words";
import { placeOf, type RulebookText, Store, type Tally } from "./store";
import { TONGUES } from "./tongues";

/** The rulebook of a site in words, for anybody; a clause of the address is brought into sight and marked. */
export function Rules() {
  const store = useMemo(() => new Store(), []);
  const place = useSignal(placeOf(location));
  const version = useSignal<number | null>(null);
  const text = store.text.value;
  useEffect(() => {
    const follow = (): void => {
      place.value = placeOf(location);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => void store.read(place.value.site, version.value), [place.value.site, version.value, language.value]);
  useEffect(() => void store.count(place.value.site), [place.value.site]);
  useEffect(() => {
    if (text) document.title = text.title;
    document.getElementById(place.value.clause)?.scrollIntoView({ block: "center" });
  }, [text, place.value.clause]);
  return (
    <>
      <header class="rules-bar">
        <Mark small />
        <span class="rules-gap" />
        <LanguageChoice tongues={TONGUES} />
      </header>
      <main class="rules">
        {text ? (
          <Book text={text} marked={place.value.clause} choose={(chosen) => void (version.value = chosen)} />
        ) : (
          <p role="status">{t(store.isUnknown.value ? "unknown-site" : "loading")}</p>
        )}
        {text && <ByHand tallies={store.tallies.value ?? []} />}
      </main>
    </>
  );
}

function Book({ text, marked, choose }: { text: RulebookText; marked: string; choose(version: number): void }) {
  return (
    <>
      <h1>{text.title}</h1>
      <p class="quiet">{t("rules-lead")}</p>
      <label class="rules-version">
        {t("version")}
        <select value={text.version} onChange={(event) => choose(Number(event.currentTarget.value))}>
          {text.versions.map((each) => (
            <option key={each} value={each} selected={each === text.version}>
              {each}
            </option>
          ))}
        </select>
        {text.version > 0 && <span>{t("since", { day: text.effective_from.slice(0, 10) })}</span>}
      </label>
      {text.sections
        .filter((section) => section.clauses.length > 0)
        .map((section) => (
          <section key={section.title}>
            <h2>{section.title}</h2>
            <ul>
              {section.clauses.map((clause) => (
                <li key={clause.id} id={clause.id} class={clause.id === marked ? "is-marked" : undefined}>
                  <p>{clause.text}</p>
                  <a href={rulesHref(text.site, clause.id)}>
                    <code>{clause.id}</code>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

/** Calls out of turn by day and person; a table on a desk, a list on a phone. */
function ByHand({ tallies }: { tallies: Tally[] }) {
  const days = useComputed(() => new Set(tallies.map((each) => each.day)).size);
  const reason = (code: string): string => (has(`reason-${code}`) ? t(`reason-${code}`) : code);
  return (
    <section id="overrides" data-days={days.value}>
      <h2>{t("by-hand-title")}</h2>
      <p class="quiet">{t("by-hand-lead")}</p>
      {tallies.length === 0 && <p>{t("by-hand-none")}</p>}
      <ul class="tallies">
        {tallies.map((each) => (
          <li key={each.day + each.operator + each.company + each.reason}>
            <b>{each.day}</b>
            <span>
              {t("by-whom")} <code>{each.operator}</code>
            </span>
            <span>{each.company ? <code>{each.company}</code> : t("of-nobody")}</span>
            <span>{reason(each.reason)}</span>
            <span>
              {t("calls", { count: each.calls })}
              {each.seconded > 0 && <small> {t("seconded", { count: each.seconded })}</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
