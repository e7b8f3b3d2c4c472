import type { Signal } from "@preact/signals";

/** Puts a count up when there is news: at once, and in a rush at most so often, for each who reads it asks for a list. */
export class Rush {
  #at = -Infinity;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly count: Signal<number>,
    private readonly everyMs: number,
  ) {}

  heard(): void {
    if (this.#soon !== undefined) return;
    const rest = this.#at + this.everyMs - performance.now();
    this.#soon = setTimeout(
      () => {
        this.#soon = undefined;
        this.#at = performance.now();
        this.count.value++;
      },
      Math.max(0, rest),
    );
  }

  close(): void {
    clearTimeout(this.#soon);
  }
}
