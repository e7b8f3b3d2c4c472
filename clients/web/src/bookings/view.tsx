import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { aside } from "../api/problem";
import type { Reservation, ReservationStatus } from "../api/types";
import { hasPairs } from "../slots/across";
import { Sections } from "../slots/sections";
import { useRead } from "../slots/store";
import { useSite } from "../site/site";
import { Button, Refused, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { rem } from "../ui/rem";
import { VirtualList } from "../ui/virtual";
import { t } from "../words/words";
import { BookingRow } from "./row";
import { READ_AT_ONCE, readBookings, toggled } from "./store";

const ROW_REM = 3.7;
const TYPING_MS = 300;
const STATES: readonly ReservationStatus[] = [
  ...(["offered", "displaced", "waitlisted", "confirmed", "arrived"] as const),
  ...(["missed", "fulfilled", "cancelled", "expired"] as const),
];
/** Of which something is still to come; they are kept while other pages are open. */
const chosen = signal<readonly ReservationStatus[]>(STATES.slice(0, 5));

/** All reservations of the site, or of the company, in the states that are wanted. */
export function BookingsView() {
  const site = useSite();
  const text = useSignal("");
  const wanted = useSettled(text.value);
  const most = useSignal(READ_AT_ONCE);
  const states = chosen.value;
  const { found, fault } = useRead(`${wanted}|${states.join()}|${most.value}`, () => readBookings(site, wanted, states, most.value), true);
  const panel = site.panel.value;
  return (
    <section class="panel bookings" aria-labelledby="bookings-title">
      <header class="panel-head">
        <h2 id="bookings-title">{t("view-bookings")}</h2>
        <Sections />
        <span class="gap" />
        {hasPairs(site.site.lanes) && (
          <Button icon="turn" onClick={() => site.open({ is: "pair" })}>
            {t("pair")}
          </Button>
        )}
        <Button look="primary" icon="plus" onClick={() => site.open({ is: "reserve", slot: null, lane: null, date: null })}>
          {t("reserve")}
        </Button>
      </header>
      <div class="bookings-filter">
        <label class="search">
          <Icon name="search" />
          <input
            id="find"
            type="search"
            placeholder={t("plate-or-reference")}
            aria-label={t("plate-or-reference")}
            value={text.value}
            spellcheck={false}
            onInput={(event) => {
              text.value = event.currentTarget.value;
            }}
          />
          <kbd aria-hidden="true">/</kbd>
        </label>
        <States isOff={wanted !== ""} />
      </div>
      <Refused fault={aside(fault)} />
      {found === null && !fault && <Skeleton rows={9} />}
      {found && (
        <VirtualList
          items={found.items}
          rowHeight={Math.round(ROW_REM * rem.value)}
          label={t("view-bookings")}
          keyOf={(one: Reservation) => one.id}
          selected={panel?.is === "reservation" ? panel.id : null}
          onOpen={(one) => site.open({ is: "reservation", id: one.id })}
          row={(one) => <BookingRow found={one} />}
          empty={<Empty isFound={wanted !== ""} />}
        />
      )}
      {found && (
        <footer class="bookings-foot">
          <span class="count">{t("reservations-count", { count: found.items.length })}</span>
          {found.isMore && (
            <Button
              onClick={() => {
                most.value += READ_AT_ONCE;
              }}
            >
              {t("older")}
            </Button>
          )}
        </footer>
      )}
    </section>
  );
}

/** What is typed, once the typing stops: each letter would ask the service. */
function useSettled(text: string): string {
  const settled = useSignal(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      settled.value = text.trim();
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled.value;
}

/** Who is looked for is found in any state. */
function States({ isOff }: { isOff: boolean }) {
  return (
    <div class="state-chips" role="group" aria-label={t("status")}>
      {STATES.map((state) => (
        <button
          key={state}
          type="button"
          class={`state-chip is-${state}`}
          aria-pressed={chosen.value.includes(state)}
          disabled={isOff}
          onClick={() => {
            chosen.value = toggled(chosen.value, state);
          }}
        >
          {t(`state-${state}`)}
        </button>
      ))}
    </div>
  );
}

function Empty({ isFound }: { isFound: boolean }) {
  return (
    <div class="empty">
      <Icon name="queue" />
      <p>{t(isFound ? "no-match" : "no-reservations")}</p>
    </div>
  );
}
