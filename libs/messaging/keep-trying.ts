import { setTimeout as rest } from 'node:timers/promises';

export interface KeepTryingOptions {
  /** Ends the trying: the failure of the last attempt is thrown. */
  readonly until: AbortSignal;
  readonly onFailure: (error: unknown, delayMs: number) => void;
}

const firstDelayMs = 200;
const longestDelayMs = 15_000;

/** For what must be done before anything else can go on, while a server is away: tries with growing delays. */
export async function keepTrying<Result>(
  work: () => Promise<Result>,
  { until, onFailure }: KeepTryingOptions,
): Promise<Result> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    try {
      return await work();
    } catch (error) {
      if (until.aborted) {
        throw error;
      }
      onFailure(error, delayMs);
      await rest(delayMs, undefined, { signal: until }).catch(() => undefined);
    }
  }
}
