/** One open site: its stores, its socket, its clock, and which panel stands open beside them. */
import { effect, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client } from "../api/client";
import type { CallControl } from "../api/calling";
import type { Board } from "../api/board";
import type { At, Closure, LedgerEntry, Page, Site } from "../api/types";
import type { Whose } from "../console/route";
import { LedgerStore } from "../ledger/store";
import { DomainClock } from "../live/clock";
import { type FeedReader, Live, type LinkState, liveUrl } from "../live/socket";
import { QueueStore } from "../queue/store";
import { home } from "../ui/time";
import { VisitBook } from "../visit/book";
import { YardStore } from "../yard/store";
import { Rush } from "./rush";

export type Panel =
  | { is: "visit"; id: string }
  | { is: "bay"; id: string }
  | { is: "road"; id: string }
  | { is: "check-in"; plate?: string | undefined; country?: string | undefined }
  | { is: "paper" }
  | { is: "reserve"; slot: string | null; lane: string | null; date: string | null }
  | { is: "reservations" }
  | { is: "reservation"; id: string }
  | { is: "retime" }
  | { is: "pair" }
  | { is: "standing-new" }
  | { is: "standing"; id: string }
  | { is: "draws" }
  | { is: "mode" }
  | { is: "calls" }
  | { is: "gate-rules" }
  | { is: "close-lane"; lane: string | null };

const BOARD_EVERY_MS = 10_000;
const SECOND_LOOK_MS = 2_500;
const NEWS_EVERY_MS = 1_000;
/** Entries that change what is free, who has it or who waits for it. */
const OF_BOOKING = /^(reservation|offer|hold|miss|appeal|credit|calendar|rulebook|closure)\./;
/** Entries that stop a lane or open it, by an operator's hand or by the clock. */
const OF_LANES = /^(closure|lanes|calendar)\./;
/** Entries that change who is called, or why nobody is. */
const OF_CALLS = /^(calls|call|acceptance|visit|bay|rulebook|closure|lanes)\./;
/** Entries that change who is to be inspected, where each is, or the bays for it. */
const OF_INSPECTIONS = /^(inspection|visit|call|bay|yard)\./;
const CALLS_EVERY_MS = 1_000;

export class SiteView {
  readonly board = signal<Board | null>(null);
  readonly closures = signal<Closure[]>([]);
  /** How the site calls; null until it is known, and for who may not know. */
  readonly calls = signal<CallControl | null>(null);
  readonly link = signal<LinkState>("connecting");
  /** Local monotonic ms at which the link was lost. */
  readonly cutAt = signal<number | null>(null);
  /** Domain time, ms; null until the site has told it. */
  readonly now = signal<number | null>(null);
  readonly panel = signal<Panel | null>(null);
  /** Goes up whenever a booking changed here or by anybody else's hand: read it to be told. */
  readonly bookings = signal(0);
  /** Goes up whenever a plate reader's sighting was recorded or answered. */
  readonly sightings = signal(0);
  /** Goes up whenever something happened to who is to be inspected. */
  readonly inspections = signal(0);
  readonly queue: QueueStore;
  readonly yard: YardStore;
  readonly visits: VisitBook;
  readonly ledger: LedgerStore;
  readonly live: Live;
  #clock = new DomainClock();
  #timers: ReturnType<typeof setInterval>[] = [];
  #boardSoon: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void;
  #booked = new Rush(this.bookings, NEWS_EVERY_MS);
  #inspected = new Rush(this.inspections, NEWS_EVERY_MS);
  #callsSoon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly client: Client,
    readonly site: Site,
    /** The company whose console this is; null for the site's own people, who see everybody's. */
    readonly company: string | null = null,
    /** Whose pages these are. */
    readonly whose: Whose = company === null ? "site" : "company",
  ) {
    home.value = site.zone;
    this.queue = new QueueStore(client, site.code);
    this.yard = new YardStore(client, site.code);
    this.visits = new VisitBook(client, site.code);
    this.ledger = new LedgerStore(client, site.code);
    this.queue.onFrame = (seq) => this.ledger.until(seq);
    this.ledger.onRead = (entries) => this.#heard(entries);
    this.queue.onRead = (items) => this.visits.learn(items);
    this.live = new Live({ url: liveUrl(), ticket: () => client.ticket(), onState: (state) => this.#linked(state) });
    if (whose === "authority") {
      this.live.watch(`queue:${site.code}`, this.queue);
      this.live.watch(`site:${site.code}`, this.ledger);
    } else if (company === null) {
      this.live.watch(`queue:${site.code}`, this.queue);
      this.live.watch(`yard:${site.code}`, this.yard);
      this.live.watch(`site:${site.code}`, this.ledger);
    } else this.live.watch(`company:${company}`, this.#fleet());
    this.#timers.push(
      setInterval(() => void this.readBoard(), BOARD_EVERY_MS),
      setInterval(() => this.#callsAgain(), BOARD_EVERY_MS),
      setInterval(() => this.#tick(), 500),
    );
    this.#stop = effect(() => this.#hint(this.queue.state.value?.as_of));
    void this.readBoard();
    this.#callsAgain();
    // Two looks at the clock tell how fast it runs.
    this.#boardSoon = setTimeout(() => void this.readBoard(), SECOND_LOOK_MS);
    if (site.has_yard === false || company !== null) this.yard.isAbsent.value = true;
    else void this.yard.load();
  }

  get zone(): string {
    return this.site.zone;
  }

  async readBoard(): Promise<void> {
    const path = `/v1/sites/${this.site.code}`;
    void this.client.get<Page<Closure>>(`${path}/closures`).then(
      (page) => {
        this.closures.value = page.items;
      },
      () => undefined,
    );
    const board = await this.client.get<Board>(`${path}/board`).catch(() => null);
    if (!board) return;
    this.board.value = board;
    this.#clock.observe(Date.parse(board.now), performance.now());
    this.#tick();
  }

  /** At most once a second: each look asks the service why nobody is called. */
  #callsAgain(): void {
    if (this.whose !== "site" || this.#callsSoon !== undefined) return;
    this.#callsSoon = setTimeout(() => {
      this.#callsSoon = undefined;
      void this.client.get<CallControl>(`/v1/sites/${this.site.code}/calls`).then(
        (found) => {
          this.calls.value = found;
        },
        () => undefined,
      );
    }, CALLS_EVERY_MS);
  }

  open(panel: Panel | null): void {
    this.panel.value = panel;
  }

  close(): void {
    this.live.close();
    this.queue.close();
    this.ledger.close();
    this.#stop();
    clearTimeout(this.#boardSoon);
    this.#booked.close();
    this.#inspected.close();
    clearTimeout(this.#callsSoon);
    this.#timers.forEach(clearInterval);
  }

  #linked(state: LinkState): void {
    this.link.value = state;
    if (state === "live") this.cutAt.value = null;
    else if (this.cutAt.value === null) this.cutAt.value = performance.now();
  }

  /** Decisions that no feed of ranks tells: calls, and what stops a lane. Oldest first. */
  #heard(entries: readonly LedgerEntry[]): void {
    for (const { kind, body, seq } of entries) {
      if (kind === "visit.called") this.queue.mark(String(body["visit"]), "called", seq);
      else if (kind === "call.missed" || kind === "call.withdrawn") this.queue.mark(String(body["visit"]), "waiting", seq);
    }
    if (entries.some(({ kind }) => OF_LANES.test(kind))) void this.readBoard();
    if (entries.some(({ kind }) => OF_CALLS.test(kind))) this.#callsAgain();
    if (entries.some(({ kind }) => OF_BOOKING.test(kind))) this.#booked.heard();
    if (entries.some(({ kind }) => kind === "yard.put")) this.yard.replaced();
    if (entries.some(({ kind }) => kind.startsWith("plate."))) this.sightings.value++;
    if (entries.some(({ kind }) => OF_INSPECTIONS.test(kind))) this.#inspected.heard();
    this.#hint(entries.at(-1)?.at);
  }

  /** A company's feed says that something of its own changed, here or at another site. */
  #fleet(): FeedReader {
    let at: At | null = null;
    return {
      after: () => at,
      snapshot: (_state, now) => {
        at = now;
        this.#booked.heard();
      },
      change: ({ to }) => {
        at = at && { epoch: at.epoch, seq: to };
        this.#booked.heard();
      },
    };
  }

  /** A curve's instant lies a little behind; only news from ahead of the clock teaches it something. */
  #hint(instant: string | null | undefined): void {
    const local = performance.now();
    if (instant && Date.parse(instant) > (this.#clock.at(local) ?? Infinity)) this.#clock.observe(Date.parse(instant), local);
  }

  #tick(): void {
    const at = this.#clock.at(performance.now());
    const shown = at === null ? null : Math.floor(at / 1000) * 1000;
    if (shown !== this.now.peek()) this.now.value = shown;
  }
}

const Here = createContext<SiteView | null>(null);

export const SiteScope = Here.Provider;

export function useSite(): SiteView {
  const view = useContext(Here);
  if (!view) throw new Error("no site is open");
  return view;
}

export function laneClass(site: Site, lane: string): string {
  return site.lanes.find((other) => other.code === lane)?.class ?? "general";
}
