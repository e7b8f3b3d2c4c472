/** One driver's link: its reservation or visit, its place, and what the phone keeps of them. */
import { batch, computed, effect, signal } from "@preact/signals";
import { Client } from "../api/client";
import { asProblem } from "../api/problem";
import type { Followed } from "../api/transfers";
import type { At, Band, Guidance, Page, QueueState, Reservation, ReservationStatus, ReservedSlot, Site, Visit } from "../api/types";
import { ahead, bandOf } from "../live/bands";
import { DomainClock } from "../live/clock";
import { type Change, type FeedReader, Live, type LinkState, liveUrl } from "../live/socket";
import { IN_LINE } from "../booking/said";
import { home } from "../ui/time";
import { language } from "../words/words";
import { current, isAhead } from "./current";
import { keepLast, readLast, unansweredActs } from "./kept";
import { begin, follow, type Frame, NOWHERE, type Standing } from "./standing";
import { ruled } from "../ui/rules";

const GONE = new Set(["departed", "left", "turned_away"]);
/** How often a reservation is read again that waits for an answer, and one that may yet lose its place. */
const IN_LINE_MS = 5_000;
const PLACED_MS = 20_000;
const FRAMES_KEPT = 200;
const AGAIN_MS = 15_000;
const KEEP_EVERY_MS = 1_000;

export class DriverView {
  readonly client: Client;
  readonly site = signal<Site | null>(null);
  readonly state = signal<Followed | null>(null);
  readonly standing = signal<Standing>(NOWHERE);
  readonly queue = signal<QueueState | null>(null);
  readonly reservation = signal<Reservation | null>(null);
  /** The place it had before the site gave it another one; null once that was seen. */
  readonly changedFrom = signal<ReservedSlot | null>(null);
  readonly link = signal<LinkState>("connecting");
  readonly now = signal<number | null>(null);
  /** Domain time, ms, up to which what is shown was true. */
  readonly seenAt = signal<number | null>(null);
  readonly isLoaded = signal(false);
  readonly fault = signal<unknown>(null);
  #live: Live | null = null;
  #clock = new DomainClock();
  #frames: Frame[] = [];
  #queueAt: At | null = null;
  #visitAt: At | null = null;
  #watched: string | null = null;
  #line: { site: string; stop(): void } | null = null;
  #reservationAt: At | null = null;
  #unfollow: (() => void) | null = null;
  #acts = 0;
  /** What was heard of the reservation while an act of one's own was under way. */
  #heardMeanwhile: Reservation | null = null;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly key: string) {
    this.client = new Client({ key }, () => language.value, unansweredActs);
    this.#recall();
    effect(() => this.#keepSoon());
    addEventListener("pagehide", () => this.#keep());
    effect(() => this.#observe(this.queue.value?.as_of));
    const id = computed(() => this.reservation.value?.id);
    effect(() => this.#follow(id.value));
    setInterval(() => this.#tick(), 1_000);
    setInterval(() => void this.#readClock(), AGAIN_MS);
    setInterval(() => void this.#reread(IN_LINE), IN_LINE_MS);
    setInterval(() => void this.#reread(["confirmed"]), PLACED_MS);
    addEventListener("online", () => void this.load());
    void this.load();
  }

  get visit(): Visit | null {
    return this.state.value?.visit ?? null;
  }

  /** Finds out what this link stands for. */
  async load(): Promise<void> {
    try {
      const [visits, reservations] = await Promise.all([
        this.client.get<Page<Visit>>("/v1/visits"),
        this.client.get<Page<Reservation>>("/v1/reservations"),
      ]);
      const visit = visits.items.find((other) => !GONE.has(other.status)) ?? visits.items[0] ?? null;
      this.fault.value = null;
      this.#told(this.reservation.value, current(reservations.items));
      await this.know(visit?.site ?? this.reservation.value?.site);
      if (visit && (!GONE.has(visit.status) || !isAhead(this.reservation.value))) this.begin(visit);
    } catch (caught) {
      this.fault.value = caught;
      if (asProblem(caught).isUnreachable) setTimeout(() => void this.load(), AGAIN_MS);
    } finally {
      this.isLoaded.value = true;
    }
  }

  /** Follows a visit: the queue first, then the visit whose rank counts in it. */
  begin(visit: Visit): void {
    if (this.visit?.id !== visit.id) {
      this.standing.value = NOWHERE;
      this.#visitAt = null;
    }
    this.state.value = { line: visit.line, rank: visit.place?.position ?? null, guidance: null, ...this.state.value, visit };
    if (this.#watched === visit.id) return;
    this.#watched = visit.id;
    const live = this.#open();
    this.#stand(live, visit.site);
    live.watch(`visit:${visit.id}`, this.#visitReader);
    void this.know(visit.site);
  }

  /** Follows a site's queue; of a truck that went over to another site, that one's alone. */
  #stand(live: Live, site: string): void {
    if (this.#line && this.#line.site !== site) {
      this.#line.stop();
      this.#queueAt = this.queue.value = null;
      this.#frames = [];
    }
    this.#line = { site, stop: live.watch(`queue:${site}`, this.#queueReader) };
  }

  /** An act of one's own: what the feed tells of it meanwhile is not the site's doing. */
  async act(work: () => Promise<Reservation>): Promise<void> {
    this.#acts++;
    try {
      this.reservation.value = await work();
    } finally {
      this.#acts--;
      const heard = this.#heardMeanwhile;
      this.#heardMeanwhile = null;
      if (heard) this.#heard(heard);
    }
  }

  #open(): Live {
    this.#live ??= new Live({
      url: liveUrl(),
      ticket: () => this.client.ticket(),
      onState: (state) => {
        this.link.value = state;
      },
    });
    return this.#live;
  }

  #follow(id: string | undefined): void {
    this.#unfollow?.();
    this.#reservationAt = null;
    this.#unfollow = id === undefined ? null : this.#open().watch(`reservation:${id}`, this.#reservationReader);
  }

  band(): Band | null {
    const visit = this.visit;
    const { line, rank } = this.standing.value;
    const queue = this.queue.value;
    if (!visit) return null;
    const cls = visit.class ?? this.site.value?.lanes.find((lane) => lane.code === visit.lane)?.class ?? "general";
    const now = this.now.value;
    const asks = {
      line: line ?? "",
      cls,
      rank: rank ?? 0,
      came: visit.arrived_at,
      called: visit.call?.at,
      farther: visit.farther_minutes,
      now,
    };
    const live = queue && line !== null && rank !== null ? bandOf(queue, asks) : null;
    return live ?? ahead(visit.band, now);
  }

  readonly #queueReader: FeedReader = {
    after: () => this.#queueAt,
    snapshot: (state, at) => {
      this.#queueAt = at;
      this.#frames = [];
      this.queue.value = state as QueueState;
    },
    change: (change) => this.#frame(change),
  };

  readonly #reservationReader: FeedReader = {
    after: () => this.#reservationAt,
    snapshot: (state, at) => {
      this.#reservationAt = at;
      this.#heard((state as { reservation: Reservation }).reservation);
    },
    change: ({ to, state }) => {
      this.#reservationAt = this.#reservationAt && { epoch: this.#reservationAt.epoch, seq: to };
      if (state?.["reservation"]) this.#heard(state["reservation"] as Reservation);
    },
  };

  readonly #visitReader: FeedReader = {
    after: () => (this.standing.value.isLost ? null : this.#visitAt),
    snapshot: (state, at) => {
      const { line, rank } = state as Followed;
      batch(() => {
        this.#visitAt = at;
        this.state.value = { ...this.state.value, ...(state as Followed) };
        this.standing.value = begin(line, rank, at, this.standing.value.passedBy, this.#frames);
      });
    },
    change: (change) => {
      if (this.#visitAt) this.#visitAt = { epoch: this.#visitAt.epoch, seq: change.to };
      // The rank is the queue feed's to tell: here it may be from before the next frame.
      const { rank: _rank, ...members } = (change.state ?? {}) as Partial<Followed>;
      this.state.value = { ...this.state.value!, ...members };
    },
  };

  #frame(change: Change): void {
    const { type: _type, feed: _feed, from, to, ops = [], ...members } = change;
    const frame: Frame = { from, to, ops };
    if (this.#queueAt) this.#queueAt = { epoch: this.#queueAt.epoch, seq: to };
    this.#frames = [...this.#frames.slice(-FRAMES_KEPT), frame];
    batch(() => {
      if (this.queue.value) this.queue.value = { ...this.queue.value, ...members };
      this.standing.value = follow(this.standing.value, frame);
    });
    if (this.standing.value.isLost && this.#watched) this.#live?.reread(`visit:${this.#watched}`);
  }

  async guidance(): Promise<Guidance | null> {
    const visit = this.visit;
    if (!visit) return null;
    return this.client.get<Guidance>(`/v1/visits/${visit.id}/guidance`).catch(() => null);
  }

  /** What was read and not done here: another time is then the site's doing. */
  #told(known: Reservation | null, found: Reservation | null): void {
    const had = known?.slot ?? known?.displaced_from ?? null;
    const isOther = known?.id === found?.id && had !== null && found?.slot != null && found.slot.id !== had.id;
    if (isOther && found?.status === "confirmed") this.changedFrom.value = had;
    else if (known?.id !== found?.id) this.changedFrom.value = null;
    this.reservation.value = found;
  }

  /** The feed's word; once its truck is checked in, the page is about the visit. */
  #heard(found: Reservation): void {
    const known = this.reservation.peek();
    if (this.#acts > 0) this.#heardMeanwhile = found;
    else if (known?.id === found.id && found.version >= known.version) {
      this.#told(known, found);
      if (found.visit && !this.visit) void this.load();
    }
  }

  /** Where no feed comes through, it is asked for. */
  async #reread(states: readonly ReservationStatus[]): Promise<void> {
    const known = this.reservation.value;
    if (!known || !states.includes(known.status) || document.visibilityState === "hidden" || this.visit) return;
    if (this.link.value === "live" && this.#reservationAt) return;
    await this.client.get<Reservation>(`/v1/reservations/${known.id}`).then(
      (found) => {
        this.fault.value = null;
        if (this.reservation.value === known && found.version >= known.version) this.#told(known, found);
        this.seenAt.value = this.now.value;
      },
      (caught) => {
        this.fault.value = caught;
      },
    );
  }

  /** Reads a site and its clock, by which the page goes from then on. */
  async know(code: string | undefined): Promise<void> {
    if (!code || this.site.value?.code === code) return;
    this.site.value = await this.client.get<Site>(`/v1/sites/${code}`).catch(() => this.site.value);
    home.value = this.site.value?.zone ?? home.value;
    ruled.value = this.site.value?.code ?? null;
    await this.#readClock();
  }

  async #readClock(): Promise<void> {
    const code = this.site.value?.code;
    if (!code || document.visibilityState === "hidden") return;
    const board = await this.client.get<{ now: string }>(`/v1/sites/${code}/board`).catch(() => null);
    if (board) this.#clock.observe(Date.parse(board.now), performance.now());
    this.#tick();
  }

  #observe(instant: string | null | undefined): void {
    const local = performance.now();
    if (instant && Date.parse(instant) > (this.#clock.at(local) ?? 0)) this.#clock.observe(Date.parse(instant), local);
    this.#tick();
  }

  #tick(): void {
    const at = this.#clock.at(performance.now());
    if (at === null) return;
    this.now.value = Math.floor(at / 1000) * 1000;
    if (this.link.value === "live") this.seenAt.value = this.now.value;
  }

  #recall(): void {
    const last = readLast();
    if (!last) return;
    this.site.value = last.site;
    home.value = last.site?.zone ?? home.value;
    this.state.value = last.state;
    this.standing.value = last.standing;
    this.queue.value = last.queue;
    this.reservation.value = last.reservation;
    this.changedFrom.value = last.changedFrom ?? null;
    this.#queueAt = last.queueAt;
    this.#visitAt = last.visitAt;
    this.now.value = this.seenAt.value = last.seenAt;
    this.isLoaded.value = last.state !== null || last.reservation !== null;
    if (last.state && !GONE.has(last.state.visit.status)) this.begin(last.state.visit);
  }

  /** Told of every change, it writes at most once a second: a cheap phone's store is slow. */
  #keepSoon(): void {
    for (const member of [this.site, this.state, this.standing, this.queue, this.reservation, this.changedFrom]) void member.value;
    this.#keeping ??= setTimeout(() => this.#keep(), KEEP_EVERY_MS);
  }

  #keep(): void {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    const [state, reservation] = [this.state.peek(), this.reservation.peek()];
    if (!state && !reservation) return;
    const [site, standing, queue, seenAt] = [this.site.peek(), this.standing.peek(), this.queue.peek(), this.seenAt.peek()];
    keepLast({
      site,
      state,
      standing,
      queue,
      queueAt: this.#queueAt,
      visitAt: this.#visitAt,
      reservation,
      changedFrom: this.changedFrom.peek(),
      seenAt,
    });
  }
}
