/** One WebSocket for all feeds: says hello, watches, resumes where it left off, and comes back after every cut. */
import type { At, RankOp } from "../api/types";

export interface Change {
  type: "change";
  feed: string;
  from: number;
  to: number;
  ops?: RankOp[];
  state?: Record<string, unknown>;
  [member: string]: unknown;
}

export interface FeedReader {
  /** Where to resume, or null for a snapshot. */
  after(): At | null;
  snapshot(state: unknown, at: At): void;
  change(change: Change): void;
  refused?(code: string): void;
}

export type LinkState = "connecting" | "live" | "cut";

export interface LiveOptions {
  url: string;
  /** A one-time ticket, or null for public feeds only. */
  ticket(): Promise<string | null>;
  onState(state: LinkState): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
const PING_EVERY_MS = 15_000;
const SILENCE_MS = 35_000;

export class Live {
  #readers = new Map<string, FeedReader>();
  #socket: WebSocket | null = null;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #isClosed = false;
  #isConnecting = false;
  #isSettled = false;
  #wasLive = false;

  constructor(private readonly options: LiveOptions) {
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    void this.#connect();
  }

  /** Feeds are watched in the order given here, also after a cut: the queue before the visits that count in it. */
  watch(feed: string, reader: FeedReader): () => void {
    this.#readers.set(feed, reader);
    this.#watch(feed, reader);
    return () => {
      if (this.#readers.get(feed) !== reader) return;
      this.#readers.delete(feed);
      this.#send({ type: "unwatch", feed });
    };
  }

  /** Reads a feed from its snapshot again. */
  reread(feed: string): void {
    this.#send({ type: "unwatch", feed });
    this.#send({ type: "watch", feed });
  }

  close(): void {
    this.#isClosed = true;
    removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    clearTimeout(this.#timer);
    this.#drop();
  }

  async #connect(): Promise<void> {
    if (this.#isConnecting) return;
    this.#isConnecting = true;
    if (!this.#wasLive) this.options.onState("connecting");
    const ticket = await this.options.ticket().catch(() => undefined);
    this.#isConnecting = false;
    if (this.#isClosed) return;
    if (ticket === undefined) return this.#later();
    const socket = new WebSocket(this.options.url, "serai.v1");
    this.#isSettled = false;
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.onopen = () => this.#hello(ticket);
    socket.onmessage = (event) => this.#receive(String(event.data));
    socket.onclose = () => this.#closed(socket);
    clearInterval(this.#beat);
    this.#beat = setInterval(() => this.#check(), PING_EVERY_MS);
  }

  #hello(ticket: string | null): void {
    this.#send(ticket ? { type: "hello", ticket } : { type: "hello" });
    for (const [feed, reader] of this.#readers) this.#watch(feed, reader);
    // A resume without news is answered by silence; the pong says that the link stands.
    this.#send({ type: "ping" });
  }

  #watch(feed: string, reader: FeedReader): void {
    const after = reader.after();
    this.#send(after ? { type: "watch", feed, after } : { type: "watch", feed });
  }

  #receive(text: string): void {
    this.#heardAt = performance.now();
    const message = JSON.parse(text) as { type: string; feed?: string } & Record<string, unknown>;
    if (!this.#isSettled) this.#settled();
    const reader = message.feed ? this.#readers.get(message.feed) : undefined;
    if (message.type === "snapshot") reader?.snapshot(message["state"], message["at"] as At);
    else if (message.type === "change") reader?.change(message as unknown as Change);
    else if (message.type === "error") reader?.refused?.(String(message["code"]));
  }

  #settled(): void {
    this.#isSettled = this.#wasLive = true;
    this.#attempt = 0;
    this.options.onState("live");
  }

  #check(): void {
    if (performance.now() - this.#heardAt > SILENCE_MS) this.#drop(true);
    else this.#send({ type: "ping" });
  }

  #closed(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    clearInterval(this.#beat);
    this.#socket = null;
    if (!this.#isClosed) this.#later();
  }

  /** Full jitter: after a restart a thousand phones must not knock at one moment. */
  #later(): void {
    this.options.onState("cut");
    const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#attempt++);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), most / 4 + Math.random() * most * 0.75);
  }

  #wake = (): void => {
    if (document.visibilityState === "hidden" || this.#isClosed) return;
    if (this.#socket) return this.#check();
    clearTimeout(this.#timer);
    this.#attempt = 0;
    void this.#connect();
  };

  #drop(again = false): void {
    const socket = this.#socket;
    this.#socket = null;
    clearInterval(this.#beat);
    socket?.close();
    if (again && !this.#isClosed) this.#later();
  }

  #send(message: unknown): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

export function liveUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/live`;
}
