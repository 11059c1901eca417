import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { connectionUrl } from '#libs/database/connection-url.js';
import type { Logger } from '#libs/observability/logger.js';
import { BusinessClock, machineNow } from './business-clock.js';

export interface SteppedClockOptions {
  readonly url: string;
  /** NODE_ENV; production is refused. */
  readonly nodeEnv: string;
  readonly logger: Logger;
}

/** NOTIFY channel; whoever steps the clock notifies in the same transaction. */
export const clockChannel = 'redress_clock';
const reconnectMs = 500;

/**
 * Demo and tests: the machine's time plus an offset that all processes read from the database. The offset is kept in
 * memory and read again on NOTIFY; never in production, where limits would be counted on a made-up time.
 */
export class SteppedClock extends BusinessClock {
  readonly #listeners = new Set<() => void>();
  readonly #options: SteppedClockOptions;
  #client: pg.Client | null = null;
  #offsetMs = 0;
  #closed = false;

  private constructor(options: SteppedClockOptions) {
    super();
    this.#options = options;
  }

  /** Reads the offset and listens for steps. */
  static async open(options: SteppedClockOptions): Promise<SteppedClock> {
    if (options.nodeEnv === 'production') {
      throw new ConfigurationFault(['REDRESS_CLOCK must not be stepped when NODE_ENV is production']);
    }
    const clock = new SteppedClock(options);
    await clock.#connect();
    return clock;
  }

  override now(): Date {
    return new Date(machineNow().getTime() + this.#offsetMs);
  }

  override onStep(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops listening. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: connectionUrl(this.#options.url, { applicationName: 'redress-clock' }),
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', () => {
      void this.#read(client).catch((error: unknown) => {
        this.#options.logger.warn({ error }, 'The offset of the business clock could not be read');
      });
    });
    try {
      await client.connect();
      await client.query(`listen ${clockChannel}`);
      await this.#read(client);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#closed) {
      await client.end();
      return;
    }
    this.#client = client;
    client.on('end', () => {
      void this.#reconnect();
    });
  }

  async #read(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ offset_ms: string }>('select offset_ms from clock.business_clock');
    const offsetMs = Number(rows[0]?.offset_ms ?? 0);
    if (offsetMs !== this.#offsetMs) {
      this.#offsetMs = offsetMs;
      this.#listeners.forEach((listener) => {
        listener();
      });
    }
  }

  async #reconnect(): Promise<void> {
    this.#client = null;
    while (!this.#closed) {
      try {
        await this.#connect();
        return;
      } catch (error) {
        this.#options.logger.warn({ error }, 'The business clock has lost its database and tries again');
        await pause(reconnectMs);
      }
    }
  }
}
