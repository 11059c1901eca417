import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { connectionUrl } from '#libs/database/connection-url.js';
import { roleOf } from '#libs/database/service-role.js';
import { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import { factsOf } from '../failure-facts.js';
import { MessagingSettings } from '../messaging-settings.js';
import { WakeSignal } from '../wake-signal.js';
import { presenceKinds, serviceKey } from './advisory-keys.js';
import { wakeChannel } from './wake-channel.js';

const reconnectMs = 1_000;

/**
 * One connection of its own that a running service holds: shared advisory locks on it say that the service (and its
 * worker) runs, and it hears when a person's command has put work into its tables. Lost, it is opened again; meanwhile
 * the service works on and polls.
 */
@Injectable()
export class ServicePresence {
  private readonly logger: Logger;
  private readonly lost = new WakeSignal();
  private client: pg.Client | null = null;
  private worker: string | null = null;
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly settings: MessagingSettings,
    logger: Logger,
  ) {
    this.logger = new ScopedLogger(logger, { component: 'presence' });
  }

  /** Resolves when others can see the service. */
  async open(onWake: () => void): Promise<void> {
    await this.connect(onWake);
    this.running = this.hold(onWake);
  }

  /**
   * Says that this worker of the embedded queue lives here, and no other any more: jobs locked by one that nobody shows
   * are freed.
   */
  async showWorker(worker: string): Promise<void> {
    const { client, worker: before } = this;
    this.worker = worker;
    if (client !== null) {
      await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [presenceKinds.worker, worker]);
      if (before !== null) {
        await client.query('select pg_advisory_unlock_shared($1, hashtext($2))', [presenceKinds.worker, before]);
      }
    }
  }

  async close(): Promise<void> {
    this.stopping = true;
    this.lost.wake();
    await this.running;
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async hold(onWake: () => void): Promise<void> {
    while (!this.stopping) {
      if (this.client !== null) {
        await this.lost.rest(60_000);
        continue;
      }
      try {
        await this.connect(onWake);
        onWake();
      } catch (error) {
        this.logger.warn(
          { failure: factsOf(error), againInMs: reconnectMs },
          'Others cannot see that this service runs; connecting again',
        );
        await this.lost.rest(reconnectMs);
      }
    }
  }

  private async connect(onWake: () => void): Promise<void> {
    const { service, schema, databaseUrl } = this.settings;
    const client = new pg.Client({
      connectionString: connectionUrl(databaseUrl, {
        role: roleOf(service),
        applicationName: `redress-${service}-presence`,
      }),
      keepAlive: true,
    });
    for (const event of ['error', 'end'] as const) {
      client.on(event, () => {
        this.drop(client);
      });
    }
    client.on('notification', onWake);
    try {
      await client.connect();
      await client.query(`listen ${wakeChannel(schema)}`);
      await client.query('select pg_advisory_lock_shared($1, $2)', [presenceKinds.service, serviceKey(service)]);
      if (this.worker !== null) {
        await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [presenceKinds.worker, this.worker]);
      }
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
  }

  private drop(client: pg.Client): void {
    if (this.client === client) {
      this.client = null;
      this.lost.wake();
    }
  }
}
