import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { machineNow } from './business-clock.js';
import { openClock } from './open-clock.js';
import { stepClock, waitUntilIdle, type IdleProbe } from './step-clock.js';
import { SteppedClock } from './stepped.clock.js';
import { clockMigrations } from './store/clock.migrations.js';

const hourMs = 3_600_000;
const toleranceMs = 5_000;
const database = withTestDatabase({ sets: [clockMigrations] });
const logger = new MemoryLogger();
const due: IdleProbe = {
  name: 'deadlines',
  service: 'watchdog',
  sql: 'select count(*)::int as busy from due where due_at <= $1',
};
const other: IdleProbe = { name: 'outbox', service: 'dispatcher', sql: 'select 0 as busy' };
let clock: SteppedClock;

beforeAll(async () => {
  clock = await SteppedClock.open({ url: database.url, nodeEnv: 'test', logger });
  await database.query('create table due (due_at timestamptz)');
});
afterAll(async () => {
  await clock.close();
});

function aheadMs(): number {
  return clock.now().getTime() - machineNow().getTime();
}

describe('stepClock', () => {
  it('moves the time of every process and wakes its timers', async () => {
    let woken = 0;
    const unsubscribe = clock.onStep(() => (woken += 1));
    const now = await stepClock({ db: database, byMs: hourMs, idleProbes: [due, other] });
    expect(now.getTime() - machineNow().getTime()).toBeGreaterThan(hourMs - toleranceMs);
    await eventually(() => {
      expect(aheadMs()).toBeGreaterThan(hourMs - toleranceMs);
      expect(woken).toBe(1);
    });
    unsubscribe();
  });

  it('refuses while something is due or under way, and says what', async () => {
    await database.query('insert into due values ($1)', [clock.now()]);
    await expect(stepClock({ db: database, byMs: hourMs, idleProbes: [other, due] })).rejects.toThrow(
      'still busy: watchdog deadlines (1)',
    );
    await expect(waitUntilIdle(database, [due], 50)).rejects.toThrow('still busy: watchdog deadlines (1)');
    await database.query('delete from due');
    await waitUntilIdle(database, [due, other], 1_000);
  });

  it('goes forward only', async () => {
    await expect(stepClock({ db: database, byMs: -1, idleProbes: [] })).rejects.toThrow('forward only');
  });
});

describe('SteppedClock', () => {
  it('finds its way back after the database has cut it off, and hears of the next step', async () => {
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'redress-clock' and datname = current_database()",
    );
    await database.query('update clock.business_clock set offset_ms = $1', [5 * hourMs]);
    await eventually(() => {
      expect(aheadMs()).toBeGreaterThan(5 * hourMs - toleranceMs);
    });
    await stepClock({ db: database, byMs: hourMs, idleProbes: [] });
    await eventually(() => {
      expect(aheadMs()).toBeGreaterThan(6 * hourMs - toleranceMs);
    });
  });

  it('is refused in production', async () => {
    await expect(openClock('stepped', { url: database.url, nodeEnv: 'production', logger })).rejects.toThrow(
      'must not be stepped',
    );
  });
});
