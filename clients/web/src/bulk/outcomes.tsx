import { useSignal } from "@preact/signals";
import { sentence } from "../api/problem";
import { timeText } from "../booking/said";
import type { Reservation } from "../api/types";
import { useSite } from "../site/site";
import { Button, put, Segments } from "../ui/form";
import { Icon } from "../ui/icons";
import { rem } from "../ui/rem";
import { VirtualList } from "../ui/virtual";
import { t } from "../words/words";
import type { Answer } from "./asking";
import { faultsOf, type Outcome, report } from "./lines";

const ROW_REM = 4.4;

type Shown = "all" | "refused";

/** What became of each line, or would. */
export function Outcomes({ answer, isOld }: { answer: Answer; isOld: boolean }) {
  const site = useSite();
  const shown = useSignal<Shown>("all");
  const refused = answer.outcomes.filter(({ problem }) => problem);
  const good = answer.outcomes.length - refused.length;
  const items = shown.value === "refused" && refused.length > 0 ? refused : answer.outcomes;
  const texts = { all: t("bulk-all", { count: answer.outcomes.length }), refused: t("bulk-refused", { count: refused.length }) };
  const open = ({ made }: Outcome): void => {
    const [first] = made;
    if (first && "id" in first) site.open({ is: "reservation", id: first.id });
  };
  return (
    <div class={`outcomes${isOld ? " is-old" : ""}`}>
      <header class="outcomes-head">
        <p role="status">
          <b>{t(answer.isDone ? "bulk-done" : "bulk-would", { count: good })}</b>
          {isOld && <span class="hint">{t("bulk-old")}</span>}
        </p>
        {refused.length > 0 && (
          <Segments
            label={t("bulk-show")}
            chosen={shown.value}
            options={(["all", "refused"] as const).map((value) => ({ value, text: texts[value] }))}
            choose={(value) => put<Shown>(shown, value)()}
          />
        )}
        <Button icon="down" onClick={() => download(answer)}>
          {t("bulk-download")}
        </Button>
      </header>
      <VirtualList
        items={items}
        rowHeight={Math.round(ROW_REM * rem.value)}
        label={t("bulk-outcomes")}
        keyOf={({ number }) => String(number)}
        selected={null}
        onOpen={open}
        row={(outcome) => <Row outcome={outcome} isDone={answer.isDone} />}
        empty={null}
      />
    </div>
  );
}

function Row({ outcome, isDone }: { outcome: Outcome; isDone: boolean }) {
  const { zone } = useSite();
  const { problem, made } = outcome;
  return (
    <div class={`outcome${problem ? " is-refused" : ""}`}>
      <span class="num">{outcome.number}</span>
      <Icon name={problem ? "alert" : "check"} />
      <b class="plate">{outcome.plate || "–"}</b>
      {problem ? (
        <span class="outcome-why" title={whyText(outcome)}>
          {whyText(outcome)}
        </span>
      ) : (
        <span class="outcome-made">
          {made.map((one) => timeText(one as Reservation, zone)).join(" + ")}
          <small>
            {made.map(({ status }) => t(`state-${status}`)).join(" + ")}
            {isDone && made.map((one) => "reference" in one && <code key={one.reference}> {one.reference}</code>)}
          </small>
        </span>
      )}
    </div>
  );
}

/** What is wrong in the line's cells says more than that something is. */
function whyText({ problem }: Outcome): string {
  if (!problem) return "";
  const faults = faultsOf(problem);
  return faults.map(({ at, isMissing }) => t(isMissing ? "bulk-missing" : "bulk-wrong", { at })).join(" ") || sentence(problem);
}

function download(answer: Answer): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", report(answer.outcomes, whyText)], { type: "text/csv;charset=utf-8" }));
  link.download = "serai-outcomes.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
