import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '#libs/config/environment.js';
import { afterEverything } from './after-everything.js';
import { eventually } from './eventually.js';

export interface SpawnOptions {
  /** A source file from the project's folder, such as `apps/dispatcher/src/main.ts`; run from source, never an old build. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** The whole environment beside PATH, HOME and TMPDIR; nothing of the test's own is passed on. */
  readonly env: Readonly<Record<string, string>>;
}

/** A process of the product, started by a test. */
export interface SpawnedService {
  readonly pid: number;
  /** What it has printed, both streams. */
  output(): string;
  /** Waits for a line that matches; fails at once when the process ends before. */
  printed(pattern: RegExp, limitMs?: number): Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<ExitState>;
  /** Waits for it to end by itself. */
  readonly exited: Promise<ExitState>;
}

export interface ExitState {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const hooks = new URL('./jest/typescript-hooks.mjs', import.meta.url).href;
const living = new Set<SpawnedService>();

/** Call once at the top of a file: whatever it has spawned and not ended is killed after it. */
export function endSpawnedServices(): void {
  afterEverything(async () => {
    await Promise.all([...living].map((service) => service.kill('SIGKILL')));
  });
}

/** Starts a process of the product. Use `printed` to wait until it is ready. */
export function spawnService({ entry, args = [], env }: SpawnOptions): SpawnedService {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = environment();
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', hooks, join(root, entry), ...args], {
    cwd: root,
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  let ended: ExitState | null = null;
  const exited = once(child, 'close').then(([code, signal]): ExitState => {
    living.delete(service);
    ended = { code: code as number | null, signal: signal as NodeJS.Signals | null };
    return ended;
  });
  const service: SpawnedService = {
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    printed: async (pattern, limitMs = 30_000) => {
      // Nothing more is printed by a process that has ended: waiting on would only keep the test run alive.
      const found = await eventually(() => (ended === null ? matchIn(output, pattern) : pattern.exec(output)), limitMs);
      if (found === null) {
        const { code = null, signal = null } = ended ?? {};
        throw new Error(`${entry} ended (${String(signal ?? code)}) without printing ${String(pattern)}:\n${output}`);
      }
      return found;
    },
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
  living.add(service);
  return service;
}

function matchIn(output: string, pattern: RegExp): RegExpExecArray {
  const found = pattern.exec(output);
  if (found === null) {
    throw new Error(`${String(pattern)} was not printed; so far:\n${output}`);
  }
  return found;
}
