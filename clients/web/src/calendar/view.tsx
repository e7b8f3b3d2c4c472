import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { asProblem, type Problem } from "../api/problem";
import { Sections } from "../slots/sections";
import { type SiteView, useSite } from "../site/site";
import { Button, put, Refused, Segments, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { dateOf } from "../ui/time";
import { t } from "../words/words";
import { anotherException, anotherRule, type CalendarDocument, faultsOf, isWhole, replaced, toPut, without } from "./document";
import { ExceptionRow, RuleRow } from "./hours";
import { PutCalendar } from "./put";

interface Read {
  found: CalendarDocument;
  /** Null where the site has no calendar yet. */
  tag: string | null;
}

/** The weekly hours and the exceptions of which the slots are made: changed here, tried, and put by an administrator. */
export function CalendarView() {
  const site = useSite();
  const read = useSignal<Read | null>(null);
  const draft = useSignal<CalendarDocument | null>(null);
  const fault = useSignal<unknown>(null);
  const load = (): void =>
    void readCalendar(site).then(
      (found) => {
        read.value = found;
        draft.value = found.found;
      },
      (caught) => put(fault, caught)(),
    );
  useEffect(load, [site.site.code]);
  return (
    <section class="panel calendar" aria-labelledby="calendar-title">
      <header class="panel-head">
        <h2 id="calendar-title">{t("view-calendar")}</h2>
        <Sections />
      </header>
      <Refused fault={fault.value} />
      {!draft.value && !fault.value && <Skeleton rows={6} />}
      {draft.value && read.value && <Editor draft={draft as Signal<CalendarDocument>} read={read.value} load={load} />}
    </section>
  );
}

async function readCalendar(site: SiteView): Promise<Read> {
  try {
    return await site.client.tagged<CalendarDocument>(`/v1/sites/${site.site.code}/calendar`);
  } catch (caught) {
    if (asProblem(caught).code !== "calendar.none") throw caught;
    return { found: { rules: [], exceptions: [] }, tag: null };
  }
}

function Editor({ draft, read, load }: { draft: Signal<CalendarDocument>; read: Read; load(): void }) {
  const refused = useSignal<Problem | null>(null);
  const isChanged = JSON.stringify(draft.value) !== JSON.stringify(read.found);
  const document = toPut(draft.value);
  return (
    <div class="calendar-body">
      <p class="capacity-lead">{t("calendar-lead")}</p>
      <Hours draft={draft} problem={refused.value} />
      <Exceptions draft={draft} problem={refused.value} />
      {isChanged && (
        <div class="calendar-foot">
          <Button icon="turn" onClick={put(draft, read.found)}>
            {t("calendar-undo")}
          </Button>
          <PutCalendar
            key={JSON.stringify(document)}
            document={document}
            tag={read.tag}
            isWhole={isWhole(document)}
            done={load}
            failed={(fault) => put(refused, fault ? asProblem(fault) : null)()}
          />
        </div>
      )}
    </div>
  );
}

interface PartProps {
  draft: Signal<CalendarDocument>;
  problem: Problem | null;
}

/** Hours of one lane at a time. */
function Hours({ draft, problem }: PartProps) {
  const { site } = useSite();
  const lanes = site.lanes.map(({ code }) => code);
  const lane = useSignal(lanes[0] ?? "");
  const { rules } = draft.value;
  const own = rules.map((rule, i) => ({ rule, i })).filter(({ rule }) => rule.lane === lane.value);
  return (
    <section class="block" aria-labelledby="calendar-hours">
      <div class="block-head">
        <h3 id="calendar-hours">{t("calendar-hours")}</h3>
        <Button icon="plus" onClick={() => put(draft, anotherRule(draft.value, lane.value))()}>
          {t("calendar-add")}
        </Button>
      </div>
      {lanes.length > 1 && (
        <Segments
          label={t("lane")}
          chosen={lane.value}
          options={lanes.map((value) => ({ value, text: value }))}
          choose={(value) => put(lane, value)()}
        />
      )}
      {own.length === 0 && <Nothing text={t("calendar-none")} />}
      <ul class="hours-rows">
        {own.map(({ rule, i }) => (
          <RuleRow
            key={i}
            one={rule}
            faults={faultsOf(problem, `rules[${i}]`)}
            change={(one) => put(draft, { ...draft.value, rules: replaced(rules, i, one) })()}
            remove={() => put(draft, { ...draft.value, rules: without(rules, i) })()}
          />
        ))}
      </ul>
    </section>
  );
}

/** Holidays and other days; those that are over are kept and not shown. */
function Exceptions({ draft, problem }: PartProps) {
  const { site, now, zone } = useSite();
  const today = dateOf(now.value ?? 0, zone);
  const { exceptions } = draft.value;
  const ahead = exceptions.map((exception, i) => ({ exception, i })).filter(({ exception: { date } }) => date >= today || date === "");
  return (
    <section class="block" aria-labelledby="calendar-exceptions">
      <div class="block-head">
        <h3 id="calendar-exceptions">{t("calendar-exceptions")}</h3>
        <Button icon="plus" onClick={() => put(draft, anotherException(draft.value, today))()}>
          {t("calendar-add-exception")}
        </Button>
      </div>
      {ahead.length === 0 && <Nothing text={t("calendar-no-exceptions")} />}
      <ul class="hours-rows">
        {ahead.map(({ exception, i }) => (
          <ExceptionRow
            key={i}
            one={exception}
            lanes={site.lanes.map(({ code }) => code)}
            faults={faultsOf(problem, `exceptions[${i}]`)}
            change={(one) => put(draft, { ...draft.value, exceptions: replaced(exceptions, i, one) })()}
            remove={() => put(draft, { ...draft.value, exceptions: without(exceptions, i) })()}
          />
        ))}
      </ul>
    </section>
  );
}

function Nothing({ text }: { text: string }) {
  return (
    <div class="empty">
      <Icon name="slots" />
      <p>{text}</p>
    </div>
  );
}
