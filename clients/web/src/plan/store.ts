/** A yard that is being redrawn: what it was, what it is now, every step between, and what the service thinks of it. */
import { batch, computed, effect, signal } from "@preact/signals";
import { asProblem } from "../api/problem";
import type { YardMap } from "../api/types";
import type { SiteView } from "../site/site";
import { acting } from "../ui/acting";
import { draw, originOf } from "../yard/drawing";
import { asFile, difference, isSame, type Plan, planOf } from "./document";

export interface PlanFault {
  /** The id of what it is about, or `yard`. */
  at: string;
  code: string;
  text: string;
}

export type Tool = "move" | "bay" | "node" | "road" | "area";

const CHECK_AFTER_MS = 350;
const STEPS = 200;

export class PlanStore {
  readonly plan = signal<Plan>({ features: new Map(), was: new Map() });
  readonly isRead = signal(false);
  readonly fault = signal<unknown>(null);
  readonly selected = signal<string | null>(null);
  readonly tool = signal<Tool>("move");
  /** Where the road that is being drawn begins. */
  readonly roadFrom = signal<string | null>(null);
  readonly faults = signal<PlanFault[]>([]);
  /** Whether `faults` are those of the plan as it stands. */
  readonly isChecked = signal(true);
  /** Somebody else has put another yard since this one was read. */
  readonly isStale = signal(false);
  readonly saving = acting();
  readonly before = signal<readonly Plan[]>([]);
  readonly after = signal<readonly Plan[]>([]);
  readonly #first = signal<Plan>(this.plan.value);
  readonly changes = computed(() => difference(this.#first.value, this.plan.value));
  readonly isChanged = computed(() => !isSame(this.changes.value));
  readonly #origin = signal<[number, number]>([0, 0]);
  readonly drawing = computed(() => draw(asFile(this.plan.value), this.#origin.value));
  #version = 0;
  /** What the last step was, so that steps of one kind in a row are taken back as one. */
  #last = "";
  #held: Plan | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #stops: (() => void)[];

  constructor(readonly site: SiteView) {
    this.#stops = [
      effect(() => {
        void this.plan.value;
        this.#checkSoon(this.isChanged.value);
      }),
      site.yard.puts.subscribe((puts) => void (puts > 0 && this.#look())),
    ];
    void this.read();
  }

  close(): void {
    this.#stops.forEach((stop) => stop());
    clearTimeout(this.#soon);
  }

  async read(): Promise<void> {
    try {
      const { found, tag } = await this.site.client.tagged<YardMap>(`/v1/sites/${this.site.site.code}/yard`);
      batch(() => {
        this.#version = numberOf(tag);
        this.#origin.value = originOf(found.features);
        this.plan.value = this.#first.value = planOf(found);
        [this.before.value, this.after.value] = [[], []];
        if (!this.plan.value.features.has(this.selected.value ?? "")) this.selected.value = null;
        this.isStale.value = false;
        this.fault.value = null;
        this.isRead.value = true;
      });
    } catch (fault) {
      this.fault.value = fault;
    }
  }

  /** Somebody has put a yard: shown at once, unless work of one's own would be lost by that. */
  async #look(): Promise<void> {
    const { tag } = await this.site.client.tagged(`/v1/sites/${this.site.site.code}/yard`).catch(() => ({ tag: null }));
    if (tag === null || numberOf(tag) === this.#version || this.saving.busy.value) return;
    if (this.isChanged.value) this.isStale.value = true;
    else void this.read();
  }

  /** One step that can be taken back; steps in a row of the same `kind` are one. */
  step(next: Plan, kind = ""): void {
    if (next === this.plan.value) return;
    batch(() => {
      if (kind === "" || kind !== this.#last) this.before.value = [...this.before.value.slice(-STEPS), this.plan.value];
      this.#last = kind;
      this.after.value = [];
      this.plan.value = next;
    });
  }

  /** While something is dragged only the end is a step. */
  drag(next: Plan): void {
    this.#held ??= this.plan.value;
    this.plan.value = next;
  }

  drop(): void {
    const [from, to] = [this.#held, this.plan.value];
    this.#held = null;
    if (from === null || from === to) return;
    batch(() => {
      this.plan.value = from;
      this.step(to);
    });
    // Its last place was not checked while it was held.
    this.#checkSoon(this.isChanged.value);
  }

  undo(): void {
    this.#go(this.before, this.after);
  }

  redo(): void {
    this.#go(this.after, this.before);
  }

  #go(from: typeof this.before, to: typeof this.after): void {
    const next = from.value.at(-1);
    if (!next) return;
    batch(() => {
      to.value = [...to.value, this.plan.value];
      from.value = from.value.slice(0, -1);
      this.plan.value = next;
      this.#last = "";
      if (!next.features.has(this.selected.value ?? "")) this.selected.value = null;
    });
  }

  /** Whether a thing stands in the yard already, and so can be closed or blocked at once. */
  isSaved(id: string): boolean {
    return this.#first.value.features.has(id);
  }

  use(tool: Tool): void {
    batch(() => {
      this.tool.value = tool;
      this.roadFrom.value = null;
    });
  }

  /** Saves over the very version that was read; then this is the one to go on from. */
  async save(): Promise<boolean> {
    const isSaved = await this.saving.run(() => this.#post("redraw"));
    if (!isSaved) {
      this.#refused(this.saving.fault.value);
      return false;
    }
    await Promise.all([this.read(), this.site.yard.load()]);
    return true;
  }

  #post<T>(act: "check" | "redraw"): Promise<T> {
    return this.site.client.post<T>(`/v1/sites/${this.site.site.code}/yard/${act}`, { version: this.#version, ...this.changes.value });
  }

  #checkSoon(isChanged: boolean): void {
    clearTimeout(this.#soon);
    this.#asked++;
    this.isChecked.value = !isChanged;
    if (!isChanged) this.faults.value = [];
    else this.#soon = setTimeout(() => void this.#check(this.#asked), CHECK_AFTER_MS);
  }

  async #check(asked: number): Promise<void> {
    if (this.#held) return;
    try {
      const { faults } = await this.#post<{ faults: PlanFault[] }>("check");
      if (asked !== this.#asked) return;
      this.faults.value = faults;
      this.isChecked.value = true;
    } catch (fault) {
      if (asked === this.#asked) this.#refused(fault);
    }
  }

  #refused(fault: unknown): void {
    const problem = asProblem(fault);
    if (problem.code === "version.stale") this.isStale.value = true;
    else if (Array.isArray(problem.facts["faults"])) this.faults.value = problem.facts["faults"] as PlanFault[];
  }
}

function numberOf(tag: string | null): number {
  return Number(tag?.replace(/\D/g, "") ?? 0);
}
