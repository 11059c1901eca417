import { AsyncResource } from 'node:async_hooks';
import type { Logger } from '#libs/observability/logger.js';
import type { BusinessClock } from './business-clock.js';

export interface WorkLoopOptions {
  /** For log lines. */
  readonly name: string;
  readonly clock: BusinessClock;
  /** Handles all work that is due and says when the next is, in business time; null: nothing is waiting. */
  readonly runDue: (now: Date) => Promise<Date | null>;
  readonly logger: Logger;
  /** Longest sleep in ms, in case nobody wakes it; default 5000. */
  readonly maxIdleMs?: number;
}

const firstBackOffMs = 100;
const mostBackOffMs = 30_000;
/** A loop that finds its work due again and again must not take the whole processor. */
const leastPauseMs = 5;

/**
 * Everything that happens by time runs in one of these: run what is due, sleep until the next business instant, until
 * `wake()` or until the clock is stepped. One run at a time. A run that throws is logged and tried again with back-off.
 */
export class WorkLoop {
  readonly #options: WorkLoopOptions;
  /** Whoever wakes the loop may be inside a transaction or a handled message: a run must not inherit those. */
  readonly #scope = new AsyncResource('WorkLoop');
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #wanted = false;
  #failures = 0;
  #unsubscribe: (() => void) | null = null;

  constructor(options: WorkLoopOptions) {
    this.#options = options;
  }

  /** Runs at once and from then on. */
  start(): void {
    if (this.#unsubscribe === null) {
      this.#unsubscribe = this.#options.clock.onStep(() => {
        this.wake();
      });
      this.#sleep(0);
    }
  }

  /** There may be work: run soon. During a run: run once more after it. During back-off: no sooner than that ends. */
  wake(): void {
    if (this.#unsubscribe === null) {
      return;
    }
    if (this.#running !== null) {
      this.#wanted = true;
    } else if (this.#failures === 0) {
      this.#sleep(0);
    }
  }

  /** No further run; returns when the one in hand has ended. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    await this.#running;
  }

  #sleep(ms: number): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#running = this.#scope.runInAsyncScope(() => this.#run());
    }, ms);
  }

  async #run(): Promise<void> {
    this.#wanted = false;
    let next: Date | null = null;
    try {
      next = await this.#options.runDue(this.#options.clock.now());
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#options.logger.error(
        { loop: this.#options.name, failures: this.#failures, error },
        'A timed run failed; it is tried again',
      );
    }
    this.#running = null;
    if (this.#unsubscribe !== null) {
      this.#sleep(this.#pauseMs(next));
    }
  }

  #pauseMs(next: Date | null): number {
    if (this.#failures > 0) {
      return Math.min(firstBackOffMs * 2 ** (this.#failures - 1), mostBackOffMs);
    }
    if (this.#wanted) {
      return leastPauseMs;
    }
    const { maxIdleMs = 5_000, clock } = this.#options;
    const untilDueMs = next === null ? maxIdleMs : next.getTime() - clock.now().getTime();
    return Math.max(leastPauseMs, Math.min(untilDueMs, maxIdleMs));
  }
}
