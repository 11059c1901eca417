import { BusinessClock } from './business-clock.js';

/** A clock that stands still until it is set; for tests of decisions and of single use cases. */
export class FixedClock extends BusinessClock {
  readonly #listeners = new Set<() => void>();
  #nowMs: number;

  /** An ISO 8601 instant such as `2026-11-21T01:00:00Z`. */
  constructor(start: string) {
    super();
    this.#nowMs = Date.parse(start);
  }

  override now(): Date {
    return new Date(this.#nowMs);
  }

  advance(byMs: number): void {
    this.#nowMs += byMs;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  override onStep(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
