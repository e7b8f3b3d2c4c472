/** What the screen in the yard shows: read again whenever the public feed says that something happened. */
import { signal } from "@preact/signals";
import { Client } from "../api/client";
import { asProblem } from "../api/problem";
import type { At, Band, Instant } from "../api/types";
import { DomainClock } from "../live/clock";
import { type FeedReader, Live, type LinkState, liveUrl } from "../live/socket";
import { language } from "../words/words";

export interface Truck {
  /** The end of its plate. */
  sign: string | null;
  lane: string;
  gate: string | null;
  called_at: Instant | null;
}

export interface LaneWait {
  lane: string;
  direction: string;
  class: string;
  open: boolean;
  waiting: number;
  band: Band | null;
}

export interface Notice {
  code: string;
  lane: string | null;
  from: Instant;
  until: Instant | null;
}

export interface Shown {
  site: string;
  name: string;
  zone: string;
  now: Instant;
  open: boolean;
  mode: "booked" | "live_queue_only";
  languages: string[];
  lanes: LaneWait[];
  called: Truck[];
  next: Truck[];
  /** How many were called out of turn today. */
  overrides: { day: string; calls: number };
  notices: Notice[];
}

/** Commits that come close together are read once. */
const GATHER_MS = 500;
/** Without any news: bands run on, and hours open and shut. */
const AGAIN_MS = 15_000;

export class Board {
  readonly shown = signal<Shown | null>(null);
  readonly isUnknown = signal(false);
  readonly link = signal<LinkState>("connecting");
  /** Domain time, ms. */
  readonly now = signal<number | null>(null);
  /** How long ago, ms, what is shown was read. */
  readonly age = signal(0);
  #client = new Client({}, () => language.value);
  #clock = new DomainClock();
  #readAt = performance.now();
  #soon: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;
  #isStale = false;

  constructor(readonly site: string) {
    const live = new Live({
      url: liveUrl(),
      ticket: () => Promise.resolve(null),
      onState: (state) => {
        this.link.value = state;
      },
    });
    live.watch(`queue:${site}`, this.#reader);
    setInterval(() => this.#readSoon(), AGAIN_MS);
    setInterval(() => this.#tick(), 1_000);
    void this.#read();
  }

  /** The feed says when; what, is read. So a cut is mended by the snapshot that follows it. */
  readonly #reader: FeedReader = {
    after: (): At | null => null,
    snapshot: () => this.#readSoon(),
    change: () => this.#readSoon(),
  };

  #readSoon(): void {
    this.#soon ??= setTimeout(() => void this.#read(), GATHER_MS);
  }

  async #read(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.#isReading) {
      this.#isStale = true;
      return;
    }
    this.#isReading = true;
    this.#isStale = false;
    await this.#client.get<Shown>(`/v1/sites/${encodeURIComponent(this.site)}/screen`).then(
      (shown) => this.#take(shown),
      (fault: unknown) => {
        this.isUnknown.value = asProblem(fault).status === 404;
      },
    );
    this.#isReading = false;
    if (this.#isStale) this.#readSoon();
  }

  #take(shown: Shown): void {
    this.isUnknown.value = false;
    this.shown.value = shown;
    this.#readAt = performance.now();
    this.#clock.observe(Date.parse(shown.now), this.#readAt);
    this.#tick();
  }

  #tick(): void {
    this.now.value = this.#clock.at(performance.now());
    this.age.value = performance.now() - this.#readAt;
  }
}
