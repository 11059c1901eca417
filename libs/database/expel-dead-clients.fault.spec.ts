import { expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ormOptions } from './orm-options.js';

const database = withTestDatabase({ sets: [] });

it('goes on and closes after more connections have died inside transactions than the pool has', async () => {
  const role = 'pg_read_all_stats';
  const migrations = { schema: 'public', service: null, migrations: [] };
  const orm = new MikroORM(
    ormOptions({
      service: 'watchdog',
      schema: 'public',
      url: database.url,
      entities: [],
      migrations,
      role,
      poolSize: 2,
    }),
  );

  for (let death = 0; death < 5; death += 1) {
    await expect(
      orm.em.fork().transactional(async (em) => {
        const [session] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
        await database.query('select pg_terminate_backend($1, 5000)', [session?.pid]);
        await em.execute('select 1');
      }),
    ).rejects.toThrow();
  }

  expect(await orm.em.fork().transactional((em) => em.execute('select 1 as one'))).toEqual([{ one: 1 }]);
  await orm.close(true);
});
