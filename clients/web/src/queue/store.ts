/** The live queue of a site: the public feed's numbers, and the operator's list kept true by its operations. */
import { batch, effect, signal } from "@preact/signals";
import type { Client } from "../api/client";
import type { At, QueueItem, QueuePage, QueueState } from "../api/types";
import type { Change, FeedReader } from "../live/socket";
import { language } from "../words/words";
import { advance, agrees, type Frame, lost, marked, NOTHING, type OrderState, readOrder } from "./order";

const SOON_MS = 250;
const AT_MOST_EVERY_MS = 700;
const FRAMES_KEPT = 600;

export class QueueStore implements FeedReader {
  readonly state = signal<QueueState | null>(null);
  readonly order = signal<OrderState>(NOTHING);
  readonly fault = signal<unknown>(null);
  onFrame: ((seq: number) => void) | null = null;
  onRead: ((items: readonly QueueItem[]) => void) | null = null;

  #at: At | null = null;
  #base = 0;
  #readSeq = -1;
  #frames: Frame[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #readAt = -Infinity;
  #isReading = false;
  #isClosed = false;
  // The service words the reasons: in another language they are asked for again.
  readonly #stop = effect(() => {
    if (language.value && this.#at) this.#soon();
  });

  constructor(
    private readonly client: Client,
    private readonly site: string,
  ) {}

  after(): At | null {
    return this.#at;
  }

  snapshot(state: unknown, at: At): void {
    batch(() => {
      this.state.value = state as QueueState;
      this.order.value = lost(this.order.value);
    });
    this.#at = at;
    this.#base = at.seq;
    this.#frames = [];
    this.#soon();
    this.onFrame?.(at.seq);
  }

  change(change: Change): void {
    const { type: _type, feed: _feed, from, to, ops = [], ...members } = change;
    if (!this.#at || !this.state.value) return;
    const frame: Frame = { from, to, ops };
    this.#at = { epoch: this.#at.epoch, seq: to };
    this.#frames = [...this.#frames.slice(-FRAMES_KEPT), frame];
    batch(() => {
      this.state.value = { ...this.state.value!, ...members };
      this.#settle(advance(this.order.value, frame));
    });
    this.onFrame?.(to);
  }

  refused(code: string): void {
    this.fault.value = new Error(code);
  }

  /** A ledger entry told that a visit of this queue was called, or waits again. */
  mark(visit: string, status: QueueItem["status"], seq: number): void {
    if (seq > this.#readSeq) this.order.value = marked(this.order.value, visit, status);
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
    clearTimeout(this.#timer);
  }

  #settle(order: OrderState): void {
    this.order.value = order;
    if (order.isStale || !agrees(order, this.state.value?.lines ?? {})) this.#soon();
  }

  #soon(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    const pause = Math.max(SOON_MS, this.#readAt + AT_MOST_EVERY_MS - performance.now());
    this.#timer = setTimeout(() => void this.#read(), pause);
  }

  async #read(): Promise<void> {
    if (this.#isReading) return this.#soon();
    this.#isReading = true;
    this.#readAt = performance.now();
    try {
      const read = await this.#whole();
      this.fault.value = null;
      this.#take(read);
    } catch (fault) {
      this.fault.value = fault;
      if (!this.#isClosed) this.#timer = setTimeout(() => void this.#read(), 4_000);
    } finally {
      this.#isReading = false;
    }
  }

  #take(read: QueuePage): void {
    if (this.#isClosed) return;
    const isOurs = this.#at !== null && read.at.epoch === this.#at.epoch && read.at.seq >= this.#base;
    if (!isOurs) return this.#soon();
    this.#readSeq = read.at.seq;
    this.onRead?.(read.items);
    this.#settle(readOrder(read.items, read.at, this.#frames));
  }

  /** All pages at one position: pages of different positions do not fit together. */
  async #whole(): Promise<QueuePage> {
    const path = `/v1/sites/${this.site}/queue`;
    for (let attempt = 0; ; attempt++) {
      const first = await this.client.get<QueuePage>(path);
      const items = [...first.items];
      let page = first;
      while (page.next !== null && page.at.seq === first.at.seq) {
        page = await this.client.get<QueuePage>(path, { cursor: page.next });
        items.push(...page.items);
      }
      if (page.at.seq === first.at.seq || attempt === 3) return { ...first, items, next: null };
    }
  }
}
