import { Injectable } from '@nestjs/common';

/**
 * The order in which a service stops. What is registered in one phase runs at the same time; the next phase begins when
 * all of it has ended or its limit has passed.
 *
 * stop-taking  no new work: listeners, mailboxes, subscriptions, timers
 * drain        work in hand comes to its end
 * flush        what is committed but not yet handed on goes out (outbox relay)
 * disconnect   connections to other servers
 */
export const shutdownPhases = ['stop-taking', 'drain', 'flush', 'disconnect'] as const;
export type ShutdownPhase = (typeof shutdownPhases)[number];

export interface ShutdownStep {
  readonly phase: ShutdownPhase;
  /** Stands in the error when it fails: `smtp listener`. */
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/** Longest that one step may take; what is late is left behind and named. */
const stepLimitMs = 10_000;

/** Parts of a service register here how they stop; startService runs them before the container closes the database. */
@Injectable()
export class Shutdown {
  private readonly steps: ShutdownStep[] = [];

  constructor(private readonly limitMs: number = stepLimitMs) {}

  register(step: ShutdownStep): void {
    this.steps.push(step);
  }

  /** Runs every step of every phase, whatever fails, and returns the failures. */
  async run(): Promise<Error[]> {
    const failures: Error[] = [];
    for (const phase of shutdownPhases) {
      const steps = this.steps.filter((step) => step.phase === phase);
      const results = await Promise.allSettled(steps.map((step) => this.attempt(step)));
      for (const result of results) {
        if (result.status === 'rejected') {
          failures.push(result.reason as Error);
        }
      }
    }
    return failures;
  }

  private async attempt({ phase, name, run }: ShutdownStep): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`it took longer than ${String(this.limitMs)} ms`));
      }, this.limitMs);
    });
    try {
      await Promise.race([Promise.resolve().then(run), late]);
    } catch (cause) {
      throw new Error(`${name} did not stop (${phase})`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
