import { signal } from "@preact/signals";
import type { Client } from "../api/client";
import type { At, LedgerEntry } from "../api/types";
import type { Change, FeedReader } from "../live/socket";

const KEPT = 300;
const BACK = 60;
const SOON_MS = 150;
const POLL_MS = 5_000;

/** The latest decisions of a site, newest first. The operators' feed of the site tells when there are more. */
export class LedgerStore implements FeedReader {
  readonly entries = signal<LedgerEntry[]>([]);
  readonly fault = signal<unknown>(null);
  /** Told of what is new, oldest first. */
  onRead: ((entries: readonly LedgerEntry[]) => void) | null = null;
  #last: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSoon = false;
  #isClosed = false;

  constructor(
    private readonly client: Client,
    private readonly site: string,
  ) {}

  after(): At | null {
    return null;
  }

  snapshot(_state: unknown, at: At): void {
    this.until(at.seq);
  }

  change(change: Change): void {
    this.until(change.to);
  }

  /** The last entry that was read. */
  get last(): number {
    return this.#last ?? 0;
  }

  /** The site's ledger is known to reach `seq`. */
  until(seq: number): void {
    if (this.#last === null) this.#last = Math.max(0, seq - BACK);
    if (seq > this.#last && !this.#isSoon) this.#later(SOON_MS);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #later(pause: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#isSoon = pause === SOON_MS;
    this.#timer = setTimeout(() => void this.#read(), pause);
  }

  async #read(): Promise<void> {
    this.#isSoon = false;
    try {
      const page = await this.client.get<{ items: LedgerEntry[] }>(`/v1/sites/${this.site}/ledger`, { after: this.#last });
      const fresh = page.items.filter((entry) => entry.seq > (this.#last ?? 0));
      this.fault.value = null;
      if (fresh.length > 0) {
        this.#last = fresh.at(-1)!.seq;
        this.onRead?.(fresh);
        this.entries.value = [...fresh.reverse(), ...this.entries.value].slice(0, KEPT);
      }
      this.#later(fresh.length > 0 ? SOON_MS : POLL_MS);
    } catch (fault) {
      this.fault.value = fault;
      this.#later(POLL_MS);
    }
  }
}
