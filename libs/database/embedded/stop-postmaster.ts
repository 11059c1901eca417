import { setTimeout as pause } from 'node:timers/promises';
import { runningPostmaster } from './postmaster-file.js';

/** Fast shutdown, then immediate, then none: PostgreSQL recovers from all of them, the later ones take longer to. */
const steps: readonly { signal: NodeJS.Signals; limitMs: number }[] = [
  { signal: 'SIGINT', limitMs: 20_000 },
  { signal: 'SIGQUIT', limitMs: 3_000 },
  { signal: 'SIGKILL', limitMs: 5_000 },
];
const pollMs = 25;

/** Ends the server of this cluster and returns when it has gone. Returns at once if none runs. An unresponsive one is not asked first. */
export async function stopPostmaster(cluster: string, { responsive } = { responsive: true }): Promise<void> {
  for (const { signal, limitMs } of responsive ? steps : steps.slice(1)) {
    const running = await runningPostmaster(cluster);
    if (running === null) {
      return;
    }
    send(running.pid, signal);
    const until = performance.now() + limitMs;
    while (performance.now() < until) {
      if (!isAlive(running.pid) || (await runningPostmaster(cluster))?.pid !== running.pid) {
        return;
      }
      await pause(pollMs);
    }
  }
  throw new Error(`the embedded database of ${cluster} does not end`);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone in between.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
