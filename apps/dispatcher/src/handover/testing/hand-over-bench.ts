import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { FixedClock } from '#libs/clock/fixed.clock.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { withTestDatabase, type TestDatabase } from '#libs/testing/test-database.js';
import { vaultMigrations } from '#libs/vault/store/vault.migrations.js';
import { dispatcherMigrations } from '../../store/dispatcher.migrations.js';
import { HandOverTargets, type OpenTarget } from '../plan/hand-over-targets.js';
import { HandOverSender } from '../send/hand-over.sender.js';

/** What stands in the table of one hand-over. */
export interface HandOverRow {
  readonly state: string;
  readonly outcome: string | null;
  readonly attempts: number;
  readonly pause_ms: number;
}

export const benchSecrets = ['the old secret', 'the new secret'];

/** A target as the plan has it. */
export function targetAt(url: string, changes: Partial<OpenTarget> = {}): OpenTarget {
  return {
    key: 'crm',
    preset: 'property-group',
    url,
    secrets: benchSecrets,
    events: ['case.registered'],
    personalData: true,
    deadlineSeconds: 1,
    ...changes,
  };
}

/** The sender on a database of its own; what is read of a case is a body that says whose it is. */
export class HandOverBench {
  readonly logger = new MemoryLogger();
  private orm: MikroORM | null = null;

  private constructor(readonly database: TestDatabase) {}

  static register(): HandOverBench {
    const database = withTestDatabase({ sets: [vaultMigrations, dispatcherMigrations] });
    const bench = new HandOverBench(database);
    beforeAll(() => {
      bench.orm = new MikroORM(
        ormOptions({
          service: 'dispatcher',
          schema: 'cases',
          url: database.url,
          entities: [],
          migrations: dispatcherMigrations,
        }),
      );
    });
    afterAll(async () => {
      await bench.orm?.close(true);
    });
    return bench;
  }

  sender(target: OpenTarget): HandOverSender {
    if (this.orm === null) {
      throw new Error('the bench exists from beforeAll on');
    }
    return new HandOverSender({
      em: this.orm.em,
      reader: { read: ({ id }) => Promise.resolve(Buffer.from(JSON.stringify({ id, text: '漏水三天' }))) },
      targets: new HandOverTargets([target]),
      clock: new FixedClock('2026-11-21T02:00:00Z'),
      logger: this.logger,
      crash: new CrashPoints(),
    });
  }

  async withManager(work: (em: EntityManager) => Promise<void>): Promise<void> {
    await work((this.orm as MikroORM).em.fork());
  }

  async enter(target = 'crm'): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `insert into cases.hand_over (id, target, case_id, case_version, events, occurred_at)
       values ($1, $2, gen_random_uuid(), 1, '{case.registered}', clock_timestamp())`,
      [id, target],
    );
    return id;
  }

  async row(id: string): Promise<HandOverRow | undefined> {
    const { rows } = await this.database.query<HandOverRow>(
      `select state, outcome, attempts, (extract(epoch from next_attempt_at - clock_timestamp()) * 1000)::float8 as pause_ms
         from cases.hand_over where id = $1`,
      [id],
    );
    return rows[0];
  }

  /** The ladder runs on machine time; the test does not wait for it. */
  async becomesDue(): Promise<void> {
    await this.database.query(`update cases.hand_over set next_attempt_at = clock_timestamp() where state = 'waiting'`);
  }
}
