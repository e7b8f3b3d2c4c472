import { signal, type Signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Sections } from "../slots/sections";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Form, put, Refused, Segments } from "../ui/form";
import { Icon } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { type Answer, ask, type Way, WAYS } from "./asking";
import { COLUMNS, linesOf, MOST_LINES } from "./lines";
import { Outcomes } from "./outcomes";

/** What is being worked on is kept while other pages are open; a list takes an afternoon to put right. */
const text = signal("");
const answer = signal<Answer | null>(null);

/** A company's list: pasted or dropped, tried, put right, then carried out. */
export function BulkView() {
  const site = useSite();
  const way = useSignal<Way>("each");
  const { busy, fault, run } = useActing();
  const count = linesOf(text.value).length;
  const tried = answer.value?.of === text.value && !answer.value.isDone ? answer.value : null;
  const good = tried?.outcomes.filter(({ problem }) => !problem).length ?? 0;
  const isReady = tried !== null && good > 0 && (way.value === "each" || good === tried.outcomes.length);
  const send = (isTrial: boolean): void =>
    void run(async () => {
      answer.value = await ask(site, text.value, way.value, isTrial);
      const done = answer.value.outcomes.filter(({ problem }) => !problem).length;
      if (answer.value.isDone) {
        site.bookings.value++;
        say(t("bulk-done", { count: done }));
      }
    });
  const edit = (given: string): void => {
    text.value = given;
    fault.value = null;
  };
  return (
    <section class="panel bulk" aria-labelledby="bulk-title">
      <header class="panel-head">
        <h2 id="bulk-title">{t("view-bulk")}</h2>
        <Sections />
      </header>
      <div class="bulk-body">
        <Form class="bulk-list" onSend={() => send(true)}>
          <ListField edit={edit} />
          <Segments
            label={t("bulk-way")}
            chosen={way.value}
            options={WAYS.map((value) => ({ value, text: t(`bulk-${value}`) }))}
            choose={(value) => put<Way>(way, value)()}
          />
          <p class="hint">{t(`bulk-${way.value}-hint`)}</p>
          <Refused fault={fault.value} />
          <div class="form-end">
            <Button
              icon="search"
              look={isReady ? "quiet" : "primary"}
              submit
              busy={busy.value && !isReady}
              disabled={count === 0 || busy.value}
            >
              {t("bulk-try", { count })}
            </Button>
            {isReady && (
              <Button look="primary" icon="check" busy={busy.value} onClick={() => send(false)}>
                {t("bulk-go", { count: good })}
              </Button>
            )}
          </div>
        </Form>
        {answer.value ? <Outcomes answer={answer.value} isOld={answer.value.of !== text.value} /> : <Nothing />}
      </div>
    </section>
  );
}

function ListField({ edit }: { edit(text: string): void }) {
  const id = useId();
  const isOver = useSignal(false);
  const take = (files: FileList | null | undefined): void => void files?.[0]?.text().then(edit);
  return (
    <div
      class={`drop${isOver.value ? " is-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={put(isOver, false)}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        take(event.dataTransfer?.files);
      }}
    >
      <div class="drop-head">
        <label for={id}>{t("bulk-label")}</label>
        <FileButton take={take} />
        <a class="button plain" download="serai.csv" href={`data:text/csv;charset=utf-8,${encodeURIComponent(COLUMNS)}%0A`}>
          <Icon name="file" />
          <span>{t("bulk-template")}</span>
        </a>
      </div>
      <textarea
        id={id}
        spellcheck={false}
        value={text.value}
        placeholder={COLUMNS}
        aria-describedby={`${id}-hint`}
        onInput={(event) => edit(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {t("bulk-hint", { most: MOST_LINES })}
      </p>
    </div>
  );
}

function FileButton({ take }: { take(files: FileList | null): void }) {
  const file: Signal<HTMLInputElement | null> = useSignal(null);
  return (
    <>
      <input
        ref={(element) => {
          file.value = element;
        }}
        type="file"
        accept=".csv,.json,text/csv,application/json"
        hidden
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <Button icon="plus" onClick={() => file.value?.click()}>
        {t("bulk-file")}
      </Button>
    </>
  );
}

function Nothing() {
  return (
    <div class="empty bulk-nothing">
      <Icon name="file" />
      <p>{t("bulk-nothing")}</p>
    </div>
  );
}
