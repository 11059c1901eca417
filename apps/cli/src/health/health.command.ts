import type { Command } from 'commander';
import { z } from 'zod';
import { exitCodes } from '#libs/runtime/exit-codes.js';

const Answer = z.object({ details: z.record(z.string(), z.object({ status: z.string() })).default({}) });

export function defineHealth(command: Command): void {
  command
    .argument('<url>', 'address of a service, such as http://127.0.0.1:8081')
    .option('--live', 'only whether the process answers, not whether all that it depends on works')
    .option('--limit <seconds>', 'longest time to wait for the answer', '5')
    .addHelpText('after', '\nExit code 0 when it is well, 1 when not. Containers call it as their health check.')
    .action(async (url: string, options: { live?: true; limit: string }) => {
      const line = await look(
        `${url.replace(/\/+$/u, '')}/health/${options.live === true ? 'live' : 'ready'}`,
        Number(options.limit) * 1_000,
      );
      process.stdout.write(`${line.text}\n`);
      process.exitCode = line.well ? exitCodes.ok : exitCodes.no;
    });
}

async function look(url: string, limitMs: number): Promise<{ well: boolean; text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
    const answer = Answer.safeParse(await response.json());
    const parts = Object.entries(answer.data?.details ?? {}).map(([name, { status }]) => `${name} ${status}`);
    return {
      well: response.ok,
      text: parts.length === 0 ? (response.ok ? 'well' : `not well (${String(response.status)})`) : parts.join(', '),
    };
  } catch (error) {
    return { well: false, text: `no answer: ${reasonOf(error)}` };
  }
}

/** What fetch says lies in the cause; its own message is always the same. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown';
  }
  if (error.name === 'TimeoutError') {
    return 'none came in time';
  }
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  if (code === 'ECONNREFUSED') {
    return 'nothing listens there';
  }
  return code ?? (error.name === 'TypeError' ? 'this is no address of a service' : error.name);
}
