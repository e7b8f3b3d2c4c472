import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Message, Page, Wish } from "../api/types";
import { useSite } from "../site/site";
import { Icon } from "../ui/icons";
import { clock, seconds } from "../ui/time";
import { t } from "../words/words";

/** One that is due has an end within seconds; another may wait for the morning. */
const SOON_MS = 2_000;
const LATER_MS = 15_000;

/** What the driver of a reservation was told, the latest first, by what, and what became of each; `after` is news of it. */
export function Told({ reservation, after = "" }: { reservation: string; after?: string }) {
  const site = useSite();
  const wish = useSignal<Wish | null>(null);
  const messages = useSignal<Message[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const read = async (): Promise<void> => {
      const path = `/v1/sites/${site.site.code}/messages`;
      const [found, wanted] = await Promise.all([
        site.client.get<Page<Message>>(path, { reservation, limit: 50 }).catch(() => null),
        site.client.get<Wish>(`/v1/reservations/${reservation}/messages`).catch(() => null),
      ]);
      if (isOver) return;
      if (found) messages.value = found.items;
      if (wanted) wish.value = wanted;
      timer = setTimeout(() => void read(), messages.value.some((each) => isDue(each, site.now.peek())) ? SOON_MS : LATER_MS);
    };
    void read();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reservation, after, site.bookings.value]);
  if (!wish.value) return null;
  return (
    <section class="block told" aria-label={t("told")}>
      <h3>{t("told")}</h3>
      <p class={wish.value.number && !wish.value.wanted ? "told-unwanted" : "hint"}>{toWhom(wish.value)}</p>
      <ol>
        {messages.value.map((each) => (
          <li key={each.id}>
            <time dateTime={each.at}>{clock(each.at, site.zone)}</time>
            <b>{t(`told-${each.kind.replace("_", "-")}`)}</b>
            <span class={`is-${each.status}`}>
              {each.status === "failed" && <Icon name="alert" />}
              {fate(each, site.zone)}
            </span>
          </li>
        ))}
      </ol>
      {messages.value.length === 0 && wish.value.carried && <p class="hint">{t("told-none")}</p>}
    </section>
  );
}

const isDue = (message: Message, now: number | null): boolean =>
  message.status === "waiting" && now !== null && Date.parse(message.due_at) <= now + LATER_MS;

function toWhom({ carried, number, wanted }: Wish): string {
  if (!carried) return t("told-off");
  if (!number) return t("told-no-number");
  return t(wanted ? "told-to" : "told-unwanted", { number });
}

function fate(message: Message, zone: string): string {
  const { status, attempts, channel } = message;
  const problem = message.problem ?? "–";
  if (status === "waiting") {
    // The first attempts follow one another in seconds.
    const time = clock(message.due_at, zone) + (message.problem ? `:${seconds(message.due_at, zone)}` : "");
    return message.problem ? t("told-is-retried", { attempts, problem, time }) : t("told-is-waiting", { time });
  }
  const time = message.answered_at ? clock(message.answered_at, zone) : "–";
  return t(`told-is-${status.replace("_", "-")}`, { time, attempts, problem, channel: channel ?? "sms" });
}
