import { computed, signal } from "@preact/signals";
import type { Client } from "../api/client";
import { asProblem } from "../api/problem";
import type { At, BayStatus, Instant, RoadStatus, YardMap, YardState } from "../api/types";
import type { Change, FeedReader } from "../live/socket";
import { draw, type DrawnBay, type Drawing } from "./drawing";
import { partsOf } from "./parts";
import { type Replay, stateAt, visitsOf } from "./replay";
import { treeFrom, wayBack } from "./ways";

/** When a bay is expected to be empty: nine times in ten between `earliest` and `latest`. */
export interface Release {
  bay: string;
  visit: string;
  earliest: Instant;
  likely: Instant;
  latest: Instant;
  /** Its truck has stayed longer than nearly all do: nothing honest can be said. */
  overdue: boolean;
}

export interface Way {
  visit: string;
  bay: DrawnBay;
  path: string[];
}

/** A site's yard: the drawing, which is put once, and its state, which is live. */
export class YardStore implements FeedReader {
  readonly drawing = signal<Drawing | null>(null);
  /** A site may have no yard; then there is nothing to wait for. */
  readonly isAbsent = signal(false);
  readonly state = signal<YardState>({ bays: {}, roads: {}, visits: {} });
  readonly fault = signal<unknown>(null);
  /** The yards on the map, where there are several, and the one that is looked at; null for all of them. */
  readonly parts = computed(() => (this.drawing.value ? partsOf(this.drawing.value) : []));
  readonly part = signal<string | null>(null);
  /** Goes up whenever another yard was put, here or by anybody else's hand. */
  readonly puts = signal(0);
  /** The last hour while it is looked back on; null is live. */
  readonly replay = signal<Replay | null>(null);
  readonly replayedAt = signal(0);
  /** What the map shows: the yard as it is, or as it was. */
  readonly shown = computed(() => (this.replay.value ? stateAt(this.replay.value, this.replayedAt.value) : this.state.value));
  /** When bays in which trucks stand are expected to be empty. */
  readonly releases = signal<ReadonlyMap<string, Release>>(new Map());
  /** Who is driving to a bay, and the way there as far as the map can tell. */
  readonly ways = computed(() => this.#ways());
  #at: At | null = null;

  constructor(
    private readonly client: Client,
    private readonly site: string,
  ) {}

  async load(): Promise<void> {
    try {
      const yard = await this.client.get<YardMap>(`/v1/sites/${this.site}/yard`);
      this.isAbsent.value = yard.features.length === 0;
      this.drawing.value = draw(yard);
      this.fault.value = null;
    } catch (fault) {
      this.isAbsent.value = asProblem(fault).status === 404;
      this.fault.value = this.isAbsent.value ? null : fault;
    }
  }

  /** Another yard has been put. */
  replaced(): void {
    this.puts.value++;
    void this.load();
  }

  after(): At | null {
    return this.#at;
  }

  snapshot(state: unknown, at: At): void {
    this.#at = at;
    this.state.value = { bays: {}, roads: {}, visits: {}, ...(state as Partial<YardState>) };
  }

  change(change: Change): void {
    if (!this.#at) return;
    this.#at = { epoch: this.#at.epoch, seq: change.to };
    this.state.value = { ...this.state.value, ...(change.state as Partial<YardState> | undefined) };
  }

  #ways(): Way[] {
    const drawing = this.drawing.value;
    const { visits, roads } = this.shown.value;
    if (!drawing) return [];
    const trees = new Map<string, Map<string, string>>();
    return Object.entries(visits).flatMap(([visit, { status, bay, gate }]) => {
      const goal = drawing.bays.find((other) => other.id === bay);
      if (status !== "admitted" || !goal) return [];
      const start = gate ?? drawing.gates[0]?.id ?? "";
      const tree = trees.get(start) ?? treeFrom(drawing, start, roads);
      trees.set(start, tree);
      return [{ visit, bay: goal, path: wayBack(tree, goal.node) }];
    });
  }

  /** The last hour from its beginning; whose plates have to be known for it. */
  async lookBack(): Promise<string[]> {
    const replay = await this.client.get<Replay>(`/v1/sites/${this.site}/yard/replay`, { minutes: 60 });
    this.replayedAt.value = Date.parse(replay.since);
    this.replay.value = replay;
    return visitsOf(replay);
  }

  backToLive(): void {
    this.replay.value = null;
  }

  async readReleases(): Promise<void> {
    const { items } = await this.client.get<{ items: Release[] }>(`/v1/sites/${this.site}/yard/releases`);
    this.releases.value = new Map(items.map((release) => [release.bay, release]));
  }

  setBay(bay: string, status: Exclude<BayStatus, "given" | "kept">): Promise<unknown> {
    return this.client.post(`/v1/sites/${this.site}/bays/${bay}/status`, { status });
  }

  setPower(bay: string, status: "on" | "off"): Promise<unknown> {
    return this.client.post(`/v1/sites/${this.site}/bays/${bay}/power`, { status });
  }

  setRoad(road: string, status: RoadStatus): Promise<unknown> {
    return this.client.post(`/v1/sites/${this.site}/roads/${road}/status`, { status });
  }
}
