/**
 * The site's domain clock, as far as observations of it allow. The device's own date is never used: a phone's clock is
 * often wrong, and a replayed day runs many times faster than real time.
 */
export interface Observation {
  /** Domain time, ms since 1970. */
  domain: number;
  /** A monotonic local reading, ms. */
  local: number;
}

const ENOUGH_MS = 2_000;
const MOST_SPEED = 1_000;
/** News this much older than the last is no late arrival but another day begun. */
const RESTART_MS = 10_000;
/** Past this without news the clock stops: better still than wrong. */
const TRUSTED_MS = 60_000;

export class DomainClock {
  #first: Observation | null = null;
  #last: Observation | null = null;
  #speed = 1;
  #shown = 0;

  observe(domain: number, local: number): void {
    if (!Number.isFinite(domain)) return;
    if (this.#last && domain < this.#last.domain - RESTART_MS) this.#forget();
    if (this.#last && domain < this.#last.domain) return;
    const first = this.#first ?? { domain, local };
    this.#first = first;
    this.#last = { domain, local };
    const span = local - first.local;
    if (span < ENOUGH_MS) return;
    this.#speed = settled((domain - first.domain) / span);
    if (span > 15 * ENOUGH_MS) this.#first = { domain: (first.domain + domain) / 2, local: (first.local + local) / 2 };
  }

  #forget(): void {
    this.#first = this.#last = null;
    this.#speed = 1;
    this.#shown = 0;
  }

  /** Domain time now, ms since 1970, never running backwards; null before the first observation. */
  at(local: number): number | null {
    if (!this.#last) return null;
    const since = Math.min(Math.max(0, local - this.#last.local), TRUSTED_MS);
    this.#shown = Math.max(this.#shown, this.#last.domain + since * this.#speed);
    return this.#shown;
  }

  get speed(): number {
    return this.#speed;
  }
}

/** Real time is by far the likeliest, and small deviations are only the network. */
function settled(speed: number): number {
  if (speed > 0.8 && speed < 1.25) return 1;
  return Math.min(Math.max(speed, 0), MOST_SPEED);
}
