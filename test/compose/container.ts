import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '#libs/testing/eventually.js';
import type { ComposeService } from './compose-file.schema.js';
import type { ImageDefaults } from './read-dockerfile.js';
import type { StandIn } from './stand-in.js';

/** Health is looked at more often than written, so that the test need not wait; the time allowed is as written. */
const lookEveryMs = 300;

/** One service of a compose file, run as a plain process: its image's entrypoint, its command, environment and checks. */
export class Container {
  private child: ReturnType<typeof spawn> | null = null;
  private printed = '';

  constructor(
    readonly name: string,
    private readonly service: ComposeService,
    private readonly image: ImageDefaults,
    private readonly place: { readonly standIn: StandIn; readonly workdir: string },
  ) {}

  /** All that it has printed. */
  get log(): string {
    return this.printed;
  }

  start(): void {
    const words = [...this.image.entrypoint, ...(this.service.command ?? this.image.command)];
    const child = this.run(words);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
    this.child = child;
  }

  /** Waits until its health check passes; fails when it ends, or after the time that the compose file allows. */
  async healthy(): Promise<void> {
    const check = this.service.healthcheck;
    if (check === undefined) {
      throw new Error(`${this.name} has no health check, so nobody can wait for it`);
    }
    const limitMs = (check.start_period ?? 0) + check.retries * check.interval;
    await eventually(async () => {
      if (this.ended) {
        throw new Error(`${this.name} ended with ${String(this.child?.exitCode)}:\n${this.printed}`);
      }
      const [, ...words] = check.test;
      const code = await this.codeOf(words, check.timeout);
      await (code === 0 ? undefined : pause(lookEveryMs));
      if (code !== 0) {
        throw new Error(`${this.name} is not healthy:\n${this.printed}`);
      }
    }, limitMs);
  }

  /** Waits for its end; the exit code. */
  async completed(): Promise<number | null> {
    if (this.child !== null && !this.ended) {
      await once(this.child, 'close');
    }
    return this.child?.exitCode ?? null;
  }

  /** As `docker stop`: SIGTERM, and SIGKILL after the time of grace. The exit code, null when it had to be killed. */
  async stop(): Promise<number | null> {
    if (this.child === null || this.ended) {
      return this.child?.exitCode ?? null;
    }
    const kill = setTimeout(() => this.child?.kill('SIGKILL'), this.service.stop_grace_period ?? 10_000);
    this.child.kill('SIGTERM');
    const code = await this.completed();
    clearTimeout(kill);
    return code;
  }

  private get ended(): boolean {
    return this.child !== null && (this.child.exitCode !== null || this.child.signalCode !== null);
  }

  private async codeOf(words: readonly string[], limitMs: number): Promise<number | null> {
    const child = this.run(words);
    const late = setTimeout(() => child.kill('SIGKILL'), limitMs);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(late);
    return code;
  }

  private run(words: readonly string[]) {
    const { standIn, workdir } = this.place;
    const [program = '', ...args] = words.map((word) => standIn.word(word));
    const env = Object.fromEntries(
      Object.entries({ ...this.image.env, ...this.service.environment }).map(([key, value]) => [
        key,
        standIn.word(value),
      ]),
    );
    return spawn(program, args, {
      cwd: workdir,
      env: { PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
