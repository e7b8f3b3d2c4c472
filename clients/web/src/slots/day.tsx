import { useSite } from "../site/site";
import { Button } from "../ui/form";
import { addDays, day, instantOf } from "../ui/time";
import { t } from "../words/words";

interface Props {
  date: string;
  today: string | null;
  /** Null is today, whichever day that comes to be. */
  choose(date: string | null): void;
}

export function DayChoice({ date, today, choose }: Props) {
  const { zone } = useSite();
  return (
    <div class="day-choice" role="group" aria-label={t("day")}>
      <Button look="plain" icon="left" label={t("day-before")} onClick={() => choose(addDays(date, -1))} />
      <time dateTime={date}>{day(instantOf(date, zone, 12), zone)}</time>
      <Button look="plain" icon="right" label={t("day-after")} onClick={() => choose(addDays(date, 1))} />
      {date !== today && (
        <Button look="plain" onClick={() => choose(null)}>
          {t("today")}
        </Button>
      )}
    </div>
  );
}
