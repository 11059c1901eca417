import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 500;

/**
 * Waits until the process ends by itself. One that has written its report and then stays for longer than the limit is
 * ended: something in it was left open. Returns whether it ended by itself; throws what kept it from starting.
 */
export async function awaitEnd(
  child: ChildProcess,
  { report, limitMs }: { report: string; limitMs: number },
): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return true;
  }
  const over = new AbortController();
  const ended = new Promise<true>((resolve, reject) => {
    child.once('error', reject).once('exit', () => {
      resolve(true);
    });
  });
  try {
    const byItself = await Promise.race([ended, overstays(report, limitMs, over.signal)]);
    if (!byItself) {
      child.kill('SIGKILL');
    }
    return byItself;
  } finally {
    // No timer of ours keeps the process alive that waited.
    over.abort();
  }
}

/** False once the report has been there for longer than the limit. */
async function overstays(report: string, limitMs: number, signal: AbortSignal): Promise<false> {
  while (!existsSync(report)) {
    await pause(lookEveryMs, undefined, { signal });
  }
  await pause(limitMs, undefined, { signal });
  return false;
}
