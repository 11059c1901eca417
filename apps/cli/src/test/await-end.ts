import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 500;

/**
 * Waits until the process ends by itself. One that has written its report and then stays for longer than the limit is
 * ended: something in it was left open. Returns whether it ended by itself.
 */
export async function awaitEnd(
  child: ChildProcess,
  { report, limitMs }: { report: string; limitMs: number },
): Promise<boolean> {
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  let reportedAt: number | null = null;
  while (child.exitCode === null && child.signalCode === null) {
    await Promise.race([pause(lookEveryMs), failed]);
    reportedAt ??= existsSync(report) ? performance.now() : null;
    if (reportedAt !== null && performance.now() - reportedAt > limitMs) {
      child.kill('SIGKILL');
      return false;
    }
  }
  return true;
}
