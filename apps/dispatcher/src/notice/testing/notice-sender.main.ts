import { MikroORM } from '@mikro-orm/postgresql';
import { FixedClock } from '#libs/clock/fixed.clock.js';
import { environment } from '#libs/config/environment.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { crashPointsFor } from '#libs/failure/crash-point.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { VaultKeys } from '#libs/vault/keys/vault-keys.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { Vault } from '#libs/vault/vault.js';
import { dispatcherMigrations } from '../../store/dispatcher.migrations.js';
import { NoticeWake } from '../book/notice-wake.js';
import { NoticeOutcomes } from '../send/notice-outcomes.port.js';
import { noticePoints } from '../send/notice-points.js';
import { NoticeSender } from '../send/notice-sender.js';
import { Notice } from '../store/notice.entity.js';
import { openAccount } from '../transport/sms/open-account.js';
import { SmsAccount } from '../transport/sms/sms-account.schema.js';
import { SmtpTransport } from '../transport/smtp.transport.js';

/** The sender alone, as a process that the fault test kills. Cases are not told here; the rows are what it leaves. */
class NoOutcomes extends NoticeOutcomes {
  override async told(): Promise<void> {
    await Promise.resolve();
  }
  override async failed(): Promise<void> {
    await Promise.resolve();
  }
}

const env = environment();
const need = (key: string): string => env[key] ?? '';
const logger = createLogger({ service: 'dispatcher', level: 'debug', destination: 'stdout' });
const orm = new MikroORM(
  ormOptions({
    service: 'dispatcher',
    schema: 'cases',
    url: need('URL'),
    entities: [Notice],
    migrations: dispatcherMigrations,
  }),
);
const keys = new VaultKeys(
  [{ id: 'bench', key: Buffer.from(need('MASTER_KEY'), 'base64') }],
  Buffer.from(need('INDEX_KEY'), 'base64'),
);
const deadlineMs = Number(need('DEADLINE_MS'));
const sender = new NoticeSender({
  em: orm.em,
  vault: new Vault(orm.em, keys, new FolderBlobStore(need('BLOBS')), VaultRowLimit.default),
  clock: new FixedClock(need('NOW')),
  logger,
  outcomes: new NoOutcomes(),
  wake: new NoticeWake(orm.em),
  mail: new SmtpTransport({ url: need('SMTP'), tls: 'off', deadlineMs, connections: 1 }, logger),
  sms: openAccount(SmsAccount.parse(JSON.parse(need('SMS_ACCOUNT'))), {
    secretOf: (ref) => need('env' in ref ? ref.env : ''),
    deadlineMs,
    logger,
  }),
  crash: crashPointsFor(noticePoints, env['REDRESS_CRASH_AT'], false),
  deadlineMs,
  width: 1,
});
sender.onApplicationBootstrap();
process.stdout.write('sending\n');
