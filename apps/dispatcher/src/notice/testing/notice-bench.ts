import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { FixedClock } from '#libs/clock/fixed.clock.js';
import { CaseId, Identities, PersonId } from '#libs/contracts/identity.js';
import type { NoticeId } from '#libs/contracts/identity.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import type { TestDatabase } from '#libs/testing/test-database.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { VaultKeys } from '#libs/vault/keys/vault-keys.js';
import { vaultMigrations } from '#libs/vault/store/vault.migrations.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { Vault } from '#libs/vault/vault.js';
import { dispatcherMigrations } from '../../store/dispatcher.migrations.js';
import { NoticeBook } from '../book/notice.book.js';
import { NoticeSettings } from '../book/notice-settings.js';
import { NoticeWake } from '../book/notice-wake.js';
import { HtmlLayout } from '../compose/html-layout.js';
import type { NoticeCase } from '../notice-case.js';
import type { NoticeIntent } from '../notice.intent.js';
import { QuietHours } from '../quiet/quiet-hours.js';
import { NoticeOutcomes } from '../send/notice-outcomes.port.js';
import { NoticeSender } from '../send/notice-sender.js';
import { Notice } from '../store/notice.entity.js';
import type { NoticeFailureCode } from '../store/notice.entity.js';
import { MailTransport } from '../transport/mail.transport.js';
import { SmsTransport } from '../transport/sms.transport.js';
import { NoticeWording } from '../wording/notice-wording.js';

class RandomIdentities extends Identities {
  override next(): string {
    return randomUUID();
  }
}

/** For tests that do not send by that channel. */
class AbsentMail extends MailTransport {
  override send(): Promise<never> {
    throw new Error('this test sends no mail');
  }
  override async close(): Promise<void> {
    await Promise.resolve();
  }
}

class AbsentSms extends SmsTransport {
  override send(): Promise<never> {
    throw new Error('this test sends no SMS');
  }
  override inquire(): Promise<never> {
    throw new Error('this test asks about no SMS');
  }
}

/** Remembers what the case would be told; can refuse, as a case does that somebody else is changing. */
export class RecordedOutcomes extends NoticeOutcomes {
  readonly told_: NoticeId[] = [];
  readonly failed_: [NoticeId, NoticeFailureCode][] = [];
  refusals = 0;

  override async told(notice: NoticeId): Promise<void> {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new Error('the case was changed by somebody else');
    }
    this.told_.push(notice);
    await Promise.resolve();
  }

  override async failed(notice: NoticeId, code: NoticeFailureCode): Promise<void> {
    this.failed_.push([notice, code]);
    await Promise.resolve();
  }
}

export interface NoticeBench {
  readonly database: TestDatabase;
  readonly blobFolder: string;
  readonly clock: FixedClock;
  readonly logger: MemoryLogger;
  readonly outcomes: RecordedOutcomes;
  readonly vault: Vault;
  readonly book: NoticeBook;
  readonly orm: MikroORM;
  sender(transports: { mail?: MailTransport; sms?: SmsTransport; deadlineMs?: number }): NoticeSender;
  /** A case with its erasure group open. */
  newCase(): Promise<NoticeCase>;
  intend(about: NoticeCase, ...intents: NoticeIntent[]): Promise<NoticeId[]>;
  row(id: NoticeId): Promise<{
    state: string;
    failure: string | null;
    attempts: number;
    inquiries: number;
    provider_reference: string | null;
    message_id: string;
  }>;
}

/** Keys that the killed process of the fault test is given too. */
export const benchKeys = {
  masterKeys: `bench:${Buffer.alloc(32, 3).toString('base64')}`,
  indexKey: Buffer.alloc(32, 4).toString('base64'),
};

/** A whole notice service on a database of its own; business time stands still at 10:00 in China. */
export function noticeBench(): NoticeBench {
  let opened: Omit<NoticeBench, 'database'> | null = null;
  const bench = (): Omit<NoticeBench, 'database'> => {
    if (opened === null) {
      throw new Error('the notice bench exists from beforeAll on');
    }
    return opened;
  };
  // Before the database's own: hooks run in the order in which they are registered.
  afterAll(async () => {
    await opened?.orm.close(true);
    await rm(opened?.blobFolder ?? '', { recursive: true, force: true });
  });
  const database = withTestDatabase({ sets: [vaultMigrations, dispatcherMigrations] });
  beforeAll(async () => {
    opened = await openBench(database);
  });
  return {
    database,
    get blobFolder() {
      return bench().blobFolder;
    },
    get clock() {
      return bench().clock;
    },
    get logger() {
      return bench().logger;
    },
    get outcomes() {
      return bench().outcomes;
    },
    get vault() {
      return bench().vault;
    },
    get book() {
      return bench().book;
    },
    get orm() {
      return bench().orm;
    },
    sender: (transports) => bench().sender(transports),
    newCase: async () => bench().newCase(),
    intend: async (about, ...intents) => bench().intend(about, ...intents),
    row: async (id) => bench().row(id),
  };
}

async function openBench(database: TestDatabase): Promise<Omit<NoticeBench, 'database'>> {
  const blobFolder = await mkdtemp(join(tmpdir(), 'redress-notices-'));
  const orm = new MikroORM(
    ormOptions({
      service: 'dispatcher',
      schema: 'cases',
      url: database.url,
      entities: [Notice],
      migrations: dispatcherMigrations,
      poolSize: 6,
    }),
  );
  const { em } = orm;
  const clock = new FixedClock('2026-11-21T02:00:00Z');
  const logger = new MemoryLogger();
  const outcomes = new RecordedOutcomes();
  const key = Buffer.from(benchKeys.masterKeys.split(':')[1] ?? '', 'base64');
  const keys = new VaultKeys([{ id: 'bench', key }], Buffer.from(benchKeys.indexKey, 'base64'));
  const vault = new Vault(em, keys, new FolderBlobStore(blobFolder), VaultRowLimit.default);
  const presets = loadPresets('config/presets').book;
  const wake = new NoticeWake(em);
  const layout = await HtmlLayout.load('config/templates');
  const book = new NoticeBook(
    vault,
    clock,
    new RandomIdentities(),
    new NoticeWording(presets),
    layout,
    new QuietHours(presets),
    new NoticeSettings(),
    wake,
  );
  return {
    blobFolder,
    clock,
    logger,
    outcomes,
    vault,
    book,
    orm,
    sender: ({ mail = new AbsentMail(), sms = new AbsentSms(), deadlineMs = 5_000 }) =>
      new NoticeSender({
        em,
        vault,
        clock,
        logger,
        outcomes,
        wake,
        mail,
        sms,
        deadlineMs,
        width: 4,
        crash: new CrashPoints(),
      }),
    newCase: async () => {
      const caseId = CaseId.parse(randomUUID());
      await em.fork().transactional(async () => {
        await vault.openGroup(caseId);
      });
      const preset = presets.get('property-group');
      return {
        caseId,
        number: 'WY202611-1-007',
        preset: { id: preset.id, version: preset.version },
        sender: { name: '锦城置业客户服务中心', address: 'complaints@example.cn', mode: 'plus' },
        organisation: '锦城置业',
      };
    },
    intend: async (about, ...intents) => em.fork().transactional(async () => book.intend(em, about, intents)),
    row: async (id) => {
      const { rows } = await database.query<Awaited<ReturnType<NoticeBench['row']>>>(
        'select * from cases.notice where id = $1',
        [id],
      );
      if (rows[0] === undefined) {
        throw new Error(`no notice ${id}`);
      }
      return rows[0];
    },
  };
}

const plain = { offers: [], urgent: true, holdMs: 0, factWhenTold: null, thread: null } as const;

/** To a complainant by mail. */
export function letter(template = 'acknowledgement', changes: Partial<NoticeIntent> = {}): NoticeIntent {
  return {
    ...plain,
    template,
    recipient: { kind: 'party', address: 'wang@example.com', name: '王女士', channel: 'mail' },
    language: 'zh',
    parameters: { department: '工程部', limit: '3个工作日内', dueAt: '11月25日 18:00', desk: '客服中心', missing: '' },
    ...changes,
  };
}

/** To a handler by SMS. */
export function sms(changes: Partial<NoticeIntent> = {}): NoticeIntent {
  return {
    ...plain,
    template: 'dispatch',
    recipient: {
      kind: 'person',
      personId: PersonId.parse('zhou'),
      address: '+8613800001111',
      name: '周师傅',
      channel: 'sms',
    },
    language: 'zh',
    parameters: { department: '工程部', complaintText: '漏水三天' },
    ...changes,
  };
}
