import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { spawnService, type SpawnedService } from '#libs/testing/spawn-service.js';

/** Processes of one installation: each its entry, and the environment that they share. */
export interface InstallationOptions {
  readonly databaseUrl: string;
  /** RABBITMQ_URL; null: the embedded transport. */
  readonly rabbitUrl: string | null;
  readonly smtpUrl: string;
  readonly smsUrl: string;
  readonly entries: readonly string[];
}

export const standaloneEntry = 'apps/standalone/src/main.ts';
export const serviceEntries = ['watchdog', 'dispatcher', 'classifier', 'ingestor'].map(
  (service) => `apps/${service}/src/main.ts`,
);

/** Any 32 bytes: only this test's content is under them. */
const key = Buffer.alloc(32, 7).toString('base64');

/** Real processes of the product, started, killed and started again as an administrator's machine would. */
export class Installation {
  readonly #processes = new Map<string, SpawnedService>();
  readonly #all: SpawnedService[] = [];
  readonly #watched = new WeakSet<SpawnedService>();
  #closing = false;

  private constructor(
    private readonly options: InstallationOptions,
    private readonly folder: string,
    readonly smtpPort: number,
  ) {}

  static async prepare(options: InstallationOptions): Promise<Installation> {
    return new Installation(options, await mkdtemp(join(tmpdir(), 'redress-test-')), await quietPort());
  }

  /** Starts what does not run, and waits until each says that it is ready. `crashAt` arms the process for a fault test. */
  async start(crashAt?: string): Promise<void> {
    const env = this.environment(crashAt);
    const started = this.options.entries
      .filter((entry) => !this.#processes.has(entry))
      .map((entry): [string, SpawnedService] => [entry, spawnService({ entry, env })]);
    for (const [entry, process] of started) {
      this.#processes.set(entry, process);
      this.#all.push(process);
      void process.exited.then(() => {
        if (this.#processes.get(entry) === process) {
          this.#processes.delete(entry);
        }
      });
    }
    await Promise.all(
      started.map(async ([entry, process]) =>
        process.printed(entry === standaloneEntry ? /ingestor is ready/u : /is ready/u, 120_000),
      ),
    );
  }

  /**
   * Starts all armed, and whatever is killed starts again, unarmed, as a supervisor would do it. Resolves when all are
   * ready; `deaths` tells how many there were so far.
   */
  async startUnderSupervision(crashAt: string): Promise<{ readonly deaths: () => number }> {
    let deaths = 0;
    const watch = (): void => {
      for (const [entry, process] of this.#processes) {
        if (!this.#watched.has(process)) {
          this.#watched.add(process);
          void process.exited.then(async ({ signal }) => {
            if (signal === 'SIGKILL' && !this.#closing) {
              deaths += 1;
              this.#processes.delete(entry);
              const again = this.start();
              watch();
              await again.catch(() => undefined);
            }
          });
        }
      }
    };
    const started = this.start(crashAt);
    watch();
    // One that dies before it is ready is not ready; the one in its place will be.
    await started.catch(() => undefined);
    return { deaths: () => deaths };
  }

  /** What all processes have printed so far. */
  get output(): string {
    return this.#all.map((process) => process.output()).join('\n');
  }

  /** Where a service answers HTTP, as it has said itself. */
  urlOf(service: string): string {
    const url = new RegExp(`"service":"${service}","url":"(?<url>[^"]+)"`, 'u').exec(this.output)?.groups?.['url'];
    if (url === undefined) {
      throw new Error(`${service} has not said where it answers`);
    }
    return url;
  }

  async kill(entry: string): Promise<void> {
    await this.#processes.get(entry)?.kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#processes.values()].map(async (process) => process.kill('SIGTERM')));
    await rm(this.folder, { recursive: true, force: true });
  }

  private environment(crashAt: string | undefined): Record<string, string> {
    return {
      NODE_ENV: 'test',
      DATABASE_URL: this.options.databaseUrl,
      REDRESS_DATA_DIR: this.folder,
      REDRESS_MASTER_KEYS: `test:${key}`,
      REDRESS_INDEX_KEY: key,
      REDRESS_CLOCK: 'stepped',
      REDRESS_TRANSPORT: this.options.rabbitUrl === null ? 'embedded' : 'rabbitmq',
      ...(this.options.rabbitUrl === null ? {} : { RABBITMQ_URL: this.options.rabbitUrl }),
      REDRESS_LOG_LEVEL: 'info',
      REDRESS_INTAKE: 'config/demo/intake.yaml',
      REDRESS_OUTGOING: 'config/demo/outgoing.yaml',
      REDRESS_ROSTER: 'config/roster.example.yaml',
      REDRESS_SMTP_URL: this.options.smtpUrl,
      REDRESS_SMTP_TLS: 'off',
      REDRESS_SMS_URL: this.options.smsUrl,
      REDRESS_SMS_SECRET: 'gateway-secret-of-the-tests',
      REDRESS_SEND_DEADLINE_SECONDS: '2',
      DEMO_SMS_WEBHOOK_SECRET: 'webhook-secret-of-the-tests',
      INTAKE_SMTP_PORT: String(this.smtpPort),
      INTAKE_LEASE_SECONDS: '1',
      INGESTOR_HTTP_PORT: '0',
      CLASSIFIER_HTTP_PORT: '0',
      DISPATCHER_HTTP_PORT: '0',
      WATCHDOG_HTTP_PORT: '0',
      ...(crashAt === undefined ? {} : { REDRESS_CRASH_AT: crashAt }),
    };
  }
}

/**
 * A port for a server that is killed and started again: below those that the machine hands out by itself, so that no
 * other process gets it meanwhile.
 */
async function quietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
        .once('error', () => {
          resolve(false);
        })
        .listen(port, '127.0.0.1', () => {
          server.close(() => {
            resolve(true);
          });
        });
    });
    if (free) {
      return port;
    }
  }
}
