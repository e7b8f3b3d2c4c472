/** The last hour of the yard, moment by moment; whoever looks at it is told that it is not live. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useSite } from "../site/site";
import { Button, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { clock, seconds } from "../ui/time";
import { t } from "../words/words";

/** So many seconds of the yard pass in one. */
const PACE = 90;
const FRAME_MS = 100;
const STEP_MS = 10_000;

export function ReplayBar() {
  const { yard, zone } = useSite();
  const isPlaying = useSignal(true);
  const replay = yard.replay.value;
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isPlaying.value || yard.replay.value === null) return;
      yard.replayedAt.value = Math.min(Date.parse(yard.replay.value.until), yard.replayedAt.value + FRAME_MS * PACE);
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [yard]);
  if (!replay) return null;
  const [since, until, at] = [Date.parse(replay.since), Date.parse(replay.until), yard.replayedAt.value];
  const isOver = at >= until;
  const play = (): void => {
    if (isOver) yard.replayedAt.value = since;
    isPlaying.value = isOver || !isPlaying.value;
  };
  const time = `${clock(at, zone)}:${seconds(at, zone)}`;
  return (
    <div class="replay" role="group" aria-label={t("replay")}>
      <p>
        <Icon name="clock" />
        <b>{t("replay-not-live")}</b> <output>{time}</output>
      </p>
      <Button
        icon={isPlaying.value && !isOver ? "stop" : "open"}
        label={t(isPlaying.value && !isOver ? "replay-pause" : "replay-play")}
        onClick={play}
      />
      <input
        type="range"
        min={since}
        max={until}
        step={STEP_MS}
        value={at}
        aria-label={t("replay-at")}
        aria-valuetext={time}
        onInput={(event) => {
          isPlaying.value = false;
          yard.replayedAt.value = Number(event.currentTarget.value);
        }}
      />
      <Button onClick={() => yard.backToLive()}>{t("replay-live")}</Button>
    </div>
  );
}

export function ReplayButton() {
  const { yard, visits } = useSite();
  const fault = useSignal<unknown>(null);
  const open = (): void =>
    void yard.lookBack().then(
      (ids) => visits.ask(ids),
      (caught) => {
        fault.value = caught;
      },
    );
  return (
    <>
      <Refused fault={fault.value} />
      <Button look="plain" icon="clock" label={t("replay-open")} onClick={open} />
    </>
  );
}
