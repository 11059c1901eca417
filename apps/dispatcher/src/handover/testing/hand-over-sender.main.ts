import { MikroORM } from '@mikro-orm/postgresql';
import { FixedClock } from '#libs/clock/fixed.clock.js';
import { environment } from '#libs/config/environment.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { crashPointsFor } from '#libs/failure/crash-point.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import { dispatcherMigrations } from '../../store/dispatcher.migrations.js';
import { handOverPoints } from '../hand-over-points.js';
import { HandOverTargets } from '../plan/hand-over-targets.js';
import { HandOverSender } from '../send/hand-over.sender.js';

/** The sender alone, as a process that the fault test kills. */
const env = environment();
const orm = new MikroORM(
  ormOptions({
    service: 'dispatcher',
    schema: 'cases',
    url: env['URL'] ?? '',
    entities: [],
    migrations: dispatcherMigrations,
  }),
);
const sender = new HandOverSender({
  em: orm.em,
  reader: { read: ({ id }) => Promise.resolve(Buffer.from(JSON.stringify({ id }))) },
  targets: new HandOverTargets([
    {
      key: 'crm',
      preset: 'property-group',
      url: env['TARGET'] ?? '',
      secrets: ['the new secret'],
      events: ['case.registered'],
      personalData: true,
      deadlineSeconds: 1,
    },
  ]),
  clock: new FixedClock('2026-11-21T02:00:00Z'),
  logger: createLogger({ service: 'dispatcher', level: 'info', destination: 'stdout' }),
  crash: crashPointsFor(handOverPoints, env['REDRESS_CRASH_AT'], false),
  idleMs: 50,
});
await sender.onApplicationBootstrap();
process.stdout.write('handing over\n');
