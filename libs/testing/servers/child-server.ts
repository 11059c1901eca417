import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface ChildServerOptions {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
  /** True when it takes connections. */
  readonly isReady: () => Promise<boolean>;
  readonly limitMs: number;
}

export interface ChildServer {
  readonly pid: number;
  stop(): Promise<void>;
}

const pollMs = 50;

/** Starts a server as a process group of its own and returns when it is ready; `stop` ends the whole group. */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const { name, program, args, env, cwd, logFile, isReady, limitMs } = options;
  const log = openSync(logFile, 'a');
  const child = spawn(program, [...args], { cwd, env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  child.on('error', () => undefined);
  const until = performance.now() + limitMs;
  while (!(await isReady().catch(() => false))) {
    if (hasEnded(child) || child.pid === undefined || performance.now() > until) {
      await stopGroup(child);
      throw new Error(
        `${name} did not start; the end of its log says:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`,
      );
    }
    await pause(pollMs);
  }
  return { pid: child.pid ?? 0, stop: () => stopGroup(child) };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Nothing in it is worth an orderly end. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) {
    return;
  }
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
