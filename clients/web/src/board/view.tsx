import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { rulesHref } from "../ui/rules";
import { bandText, clock } from "../ui/time";
import { language, preferred, setLanguage, t } from "../words/words";
import { pageOf } from "./paging";
import type { Board, LaneWait, Notice, Shown, Truck } from "./store";
import { TONGUES } from "./tongues";

/** How long a language and a page of a list stand: long enough to read them twice. */
const TURN_MS = 10_000;
const ROWS = 6;
const NEXT = 8;
/** What was read within this is called live, whether or not the socket stands. */
const LIVE_MS = 45_000;
/** A call older than this may have been answered or missed: nobody is sent to a gate by it. */
const TRUSTED_MS = 600_000;

export function Screen({ board, wanted }: { board: Board; wanted: readonly string[] | null }) {
  const turn = useTurns(board, wanted);
  const shown = board.shown.value;
  if (!shown)
    return (
      <main class="wall is-empty">
        <p role="status">{board.isUnknown.value ? t("unknown") : t("loading")}</p>
      </main>
    );
  return (
    <main class="wall">
      <Head board={board} shown={shown} />
      <Banner shown={shown} now={board.now.value} turn={turn} />
      <Called trucks={board.age.value < TRUSTED_MS ? shown.called : []} turn={turn} />
      <Waits lanes={shown.lanes} zone={shown.zone} turn={turn} />
      <Next trucks={board.age.value < TRUSTED_MS ? shown.next.slice(0, NEXT) : []} />
      <Public shown={shown} />
    </main>
  );
}

/** Counts turns; with each, the next of the site's languages speaks. */
function useTurns(board: Board, wanted: readonly string[] | null): number {
  const turn = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => {
      turn.value++;
    }, TURN_MS);
    return () => clearInterval(timer);
  }, []);
  const tags = wanted ?? board.shown.value?.languages ?? [];
  const tag = tags[turn.value % Math.max(1, tags.length)];
  useEffect(() => {
    if (tag) void setLanguage(preferred(TONGUES, [tag]), false);
  }, [tag]);
  return turn.value;
}

function Head({ board, shown }: { board: Board; shown: Shown }) {
  const isOld = board.age.value > LIVE_MS;
  return (
    <header class="wall-head">
      <h1>{shown.name}</h1>
      {isOld ? (
        <p class="wall-old" role="status">
          {t("old", { minutes: Math.max(1, Math.round(board.age.value / 60_000)) })}
        </p>
      ) : (
        <p class={`wall-live is-${board.link.value}`} role="status">
          {t(board.link.value === "live" ? "live" : "cut")}
        </p>
      )}
      <time>{board.now.value === null ? "" : clock(board.now.value, shown.zone)}</time>
    </header>
  );
}

function Banner({ shown, now, turn }: { shown: Shown; now: number | null; turn: number }) {
  const said = [
    ...(shown.open ? [] : [t("site-closed")]),
    ...shown.notices.map((notice) => noticeText(notice, shown, now)),
    ...(shown.mode === "live_queue_only" ? [t("live-queue")] : []),
  ];
  const [text] = pageOf(said, 1, turn);
  if (text === undefined) return null;
  return (
    <p class="wall-banner" role="alert">
      {text}
    </p>
  );
}

function noticeText(notice: Notice, shown: Shown, now: number | null): string {
  const lane = shown.lanes.find((each) => each.lane === notice.lane);
  const what = lane ? laneText(lane) : (notice.lane ?? t("all-lanes"));
  const begins = now !== null && Date.parse(notice.from) > now ? clock(notice.from, shown.zone) : null;
  const ends = notice.until && clock(notice.until, shown.zone);
  if (begins && ends) return t("shut-between", { lane: what, from: begins, until: ends });
  if (begins) return t("shut-from", { lane: what, from: begins });
  return ends ? t("shut-until", { lane: what, until: ends }) : t("shut", { lane: what });
}

function Called({ trucks, turn }: { trucks: readonly Truck[]; turn: number }) {
  return (
    <section class="wall-called" aria-labelledby="called">
      <h2 id="called">{t("called")}</h2>
      {trucks.length === 0 && <p class="wall-none">{t("nobody")}</p>}
      <ol>
        {pageOf(trucks, ROWS, turn).map((truck) => (
          <li key={`${truck.sign} ${truck.called_at}`}>
            <Sign truck={truck} />
            <span class="wall-gate">
              <i aria-hidden="true">→</i> {truck.gate ?? truck.lane}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Sign({ truck }: { truck: Truck }) {
  return (
    <b class="wall-sign">
      <i aria-hidden="true">··</i>
      {truck.sign ?? "–"}
    </b>
  );
}

function Waits({ lanes, zone, turn }: { lanes: readonly LaneWait[]; zone: string; turn: number }) {
  return (
    <section class="wall-waits">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("lane")}</th>
            <th scope="col" class="num">
              {t("waiting")}
            </th>
            <th scope="col" class="num">
              {t("in-at")}
            </th>
          </tr>
        </thead>
        <tbody>
          {pageOf(lanes, ROWS, turn).map((lane) => (
            <tr key={lane.lane} class={lane.open ? "" : "is-shut"}>
              <th scope="row">{laneText(lane)}</th>
              <td class="num">{lane.waiting}</td>
              <td class="num wall-band">{lane.open ? (lane.band ? bandText(lane.band, zone) : "–") : t("closed")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Next({ trucks }: { trucks: readonly Truck[] }) {
  return (
    <section class="wall-next" aria-labelledby="next">
      <h2 id="next">{t("next")}</h2>
      <ol>
        {trucks.map((truck, place) => (
          <li key={`${place} ${truck.sign}`}>
            <Sign truck={truck} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** By what it goes here, and how often it did not: an address that can be read off a wall, and tapped on a phone. */
function Public({ shown }: { shown: Shown }) {
  const href = rulesHref(shown.site);
  return (
    <footer class="wall-public">
      <p>{t("by-hand", { count: shown.overrides.calls })}</p>
      <a href={href}>
        {t("rules")} <b>{location.host + href}</b>
      </a>
      <span class="wall-tongue" lang={language.value}>
        {TONGUES.find((tongue) => tongue.tag === language.value)?.name}
      </span>
    </footer>
  );
}

function laneText(lane: Pick<LaneWait, "direction" | "class">): string {
  return `${t(`direction-${lane.direction}`)} · ${t(`class-${lane.class}`)}`;
}
