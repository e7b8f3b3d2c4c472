/** What the operator knows of visits by id: plates and arrival times, which the public feed never carries. */
import { signal } from "@preact/signals";
import type { Client } from "../api/client";
import type { Instant, QueueItem, Visit } from "../api/types";

export interface Known {
  plate: string;
  arrivedAt: Instant;
  farther?: number | undefined;
  visit?: Visit;
}

const ONE_BY_ONE = 12;
const AT_ONCE = 4;

export class VisitBook {
  /** Goes up whenever something was learnt; read it to be told. */
  readonly version = signal(0);
  #known = new Map<string, Known>();
  #asked = new Set<string>();

  constructor(
    private readonly client: Client,
    private readonly site: string,
  ) {}

  get(id: string): Known | undefined {
    void this.version.value;
    return this.#known.get(id);
  }

  plate(id: string): string | null {
    return this.get(id)?.plate ?? null;
  }

  put(visit: Visit): void {
    this.#known.set(visit.id, { plate: visit.vehicle.plate, arrivedAt: visit.arrived_at, farther: visit.farther_minutes, visit });
    this.version.value++;
  }

  /** Takes what the items say themselves and asks for the rest. */
  learn(items: readonly QueueItem[]): void {
    const missing: string[] = [];
    for (const item of items) {
      if (item.plate && item.arrived_at) {
        this.#known.set(item.visit, { plate: item.plate, arrivedAt: item.arrived_at, farther: item.farther_minutes });
      } else if (!this.#known.has(item.visit)) missing.push(item.visit);
    }
    this.version.value++;
    if (missing.length > ONE_BY_ONE) void this.#list();
    else void this.ask(missing);
  }

  /** Asks for visits not known yet, each once, a few at a time. */
  async ask(ids: readonly string[]): Promise<void> {
    const wanted = ids.filter((id) => !this.#known.has(id) && !this.#asked.has(id));
    for (const id of wanted) this.#asked.add(id);
    const next = async (): Promise<void> => {
      for (let id = wanted.shift(); id !== undefined; id = wanted.shift()) {
        const asked = id;
        await this.client.get<Visit>(`/v1/visits/${asked}`).then(
          (visit) => this.put(visit),
          () => this.#asked.delete(asked),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  async find(plate: string): Promise<Visit[]> {
    const found = await this.client.get<{ items: Visit[] }>("/v1/visits", { site: this.site, plate });
    for (const visit of found.items) this.put(visit);
    return found.items;
  }

  async #list(): Promise<void> {
    for (const status of ["called", "waiting"]) {
      const visits = await this.client.all<Visit>("/v1/visits", { site: this.site, status }).catch(() => []);
      for (const visit of visits)
        this.#known.set(visit.id, { plate: visit.vehicle.plate, arrivedAt: visit.arrived_at, farther: visit.farther_minutes, visit });
      this.version.value++;
    }
  }
}
