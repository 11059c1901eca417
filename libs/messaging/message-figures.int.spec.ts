import { expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '#libs/database/orm-options.js';
import { Metrics } from '#libs/observability/metrics.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { MessageFigures } from './message-figures.js';
import { MessagingSettings } from './messaging-settings.js';
import { testMigrations, testSchemaOf } from './testing/test-schema.js';

const database = withTestDatabase({ sets: testMigrations });

it('shows how many messages wait, where, and how long', async () => {
  await database.query(
    `insert into watch.outbox (message_id, type, envelope, created_at, published_at)
     select gen_random_uuid(), 'deadline.missed', '{}', clock_timestamp() - interval '90 seconds', published_at
       from (values (null::timestamptz), (null), (clock_timestamp())) as messages (published_at)`,
  );
  await database.query(
    `insert into watch.inbox (message_id, consumer, type, state, next_attempt_at, reason)
     select gen_random_uuid(), 'watchdog', 'case.noted', state,
            case state when 'pending' then clock_timestamp() end, case state when 'dead' then 'invalid' end
       from (values ('pending'), ('dead'), ('done'), ('done')) as messages (state)`,
  );
  const settings = { service: 'watchdog', schema: 'watch', url: database.url } as const;
  const orm = new MikroORM(ormOptions({ ...settings, entities: [], migrations: testSchemaOf('watchdog') }));
  const messaging = new MessagingSettings({ ...settings, databaseUrl: database.url, transport: { kind: 'embedded' } });
  const metrics = new Metrics('watchdog');
  const figures = new MessageFigures(orm.em, messaging, new MemoryLogger(), metrics);

  figures.start();
  await figures.stop();
  await orm.close(true);

  const page = await metrics.print();
  expect(page).toContain('redress_messages_waiting{where="outbox",service="watchdog"} 2');
  expect(page).toContain('redress_messages_waiting{where="inbox",service="watchdog"} 1');
  expect(page).toContain('redress_messages_waiting{where="dead",service="watchdog"} 1');
  expect(page).toMatch(/redress_outbox_oldest_seconds\{service="watchdog"\} 9\d\./u);
});
