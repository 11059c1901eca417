import { describeFailure } from './describe-failure.js';
import { exitCodes } from './exit-codes.js';
import type { RunningService } from './running-service.js';

/**
 * The life of a process that holds one service: starts it, waits for SIGINT or SIGTERM, stops it in order. A second
 * signal ends the process at once. Faults of the start go to standard error, one line each, and set the exit code.
 */
export async function runProcess(name: string, start: () => Promise<RunningService>): Promise<void> {
  process.once('unhandledRejection', (error) => {
    report(name, error);
    process.exit(exitCodes.bug);
  });
  // Listened for from the beginning: a signal during the start is obeyed, in order, when the start is through.
  const interrupted = nextSignal();
  try {
    const service = await start();
    const signal = await interrupted;
    process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
    await service.close();
    process.exit(exitCodes.ok);
  } catch (error) {
    process.exit(report(name, error));
  }
}

function report(name: string, error: unknown): number {
  const { lines, exitCode } = describeFailure(error);
  for (const line of lines) {
    process.stderr.write(`redress ${name}: ${line}\n`);
  }
  return exitCode;
}

async function nextSignal(): Promise<'SIGINT' | 'SIGTERM'> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => {
      resolve('SIGINT');
    });
    process.once('SIGTERM', () => {
      resolve('SIGTERM');
    });
  });
}
