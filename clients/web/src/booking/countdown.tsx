import type { Instant } from "../api/types";
import { t } from "../words/words";
import { leftText } from "./said";

/** How long an offer still stands, by the site's clock. Read out once: a clock that speaks every second says nothing. */
export function Countdown({ now, until }: { now: number | null; until: Instant }) {
  if (now === null) return null;
  const isOver = now >= Date.parse(until);
  return (
    <p class={`countdown${isOver ? " is-over" : ""}`} role="timer">
      {isOver ? (
        t("answer-over")
      ) : (
        <>
          {t("answer-within")} <b>{leftText(now, until)}</b>
        </>
      )}
    </p>
  );
}
