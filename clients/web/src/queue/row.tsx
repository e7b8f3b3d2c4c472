import { bandOf } from "../live/bands";
import { useSite } from "../site/site";
import { because } from "../ui/because";
import { bandText, clock, minutesBetween, spanText } from "../ui/time";
import { has, t } from "../words/words";
import type { Known } from "../visit/book";
import type { Row } from "./filter";

export function QueueRow({ row, line }: { row: Row; line: string }) {
  const site = useSite();
  const { item } = row.entry;
  if (!item)
    return (
      <div class="row is-blank">
        <span class="rank">{row.rank}</span>
        <span class="who">
          <i />
        </span>
      </div>
    );
  const known = site.visits.get(item.visit);
  const why = item.because[0] && because(item.because[0]);
  return (
    <div class={`row is-${item.status}`}>
      <span class="rank">{row.rank}</span>
      <span class="who">
        <b class="plate">{known?.plate ?? "…"}</b>
        <small title={why}>
          <span class="lane-code">{item.lane}</span>
          {why && <> · {why}</>}
        </small>
      </span>
      <span class="marks">
        <ClassChip name={item.class} />
      </span>
      <Times line={line} cls={item.class} rank={row.rank} known={known} isCalled={item.status === "called"} />
    </div>
  );
}

function Times({
  line,
  cls,
  rank,
  known,
  isCalled,
}: {
  line: string;
  cls: string;
  rank: number;
  known: Known | undefined;
  isCalled: boolean;
}) {
  const site = useSite();
  const state = site.queue.state.value;
  const now = site.now.value;
  const { arrivedAt, farther } = known ?? {};
  const band = state && !isCalled ? bandOf(state, { line, cls, rank, came: arrivedAt ?? null, farther, now }) : null;
  return (
    <span class="times">
      <b>{isCalled ? t("at-gate-now") : band ? bandText(band, site.zone) : "–"}</b>
      {arrivedAt && (
        <small title={t("arrived-at", { time: clock(arrivedAt, site.zone) })}>
          {now === null ? clock(arrivedAt, site.zone) : t("waited", { span: spanText(minutesBetween(arrivedAt, now)) })}
        </small>
      )}
    </span>
  );
}

export function ClassChip({ name }: { name: string }) {
  const id = `class-${name}`;
  return <span class={`chip class-${name}`}>{has(id) ? t(id) : name}</span>;
}
