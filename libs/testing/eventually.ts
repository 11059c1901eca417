import { setTimeout as pause } from 'node:timers/promises';

const pollMs = 20;

/**
 * Tries until the assertion holds, and gives back what it returned. After the limit the assertion's own error is
 * thrown. For what other processes do; never a substitute for awaiting what can be awaited.
 */
export async function eventually<Result>(assertion: () => Result | Promise<Result>, limitMs = 5_000): Promise<Result> {
  const until = performance.now() + limitMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > until) {
        throw error;
      }
    }
    await pause(pollMs);
  }
}
