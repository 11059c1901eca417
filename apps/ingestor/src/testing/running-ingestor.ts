import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import nodemailer from 'nodemailer';
import { clockMigrations } from '#libs/clock/store/clock.migrations.js';
import { readConfig } from '#libs/config/read-config.js';
import { ormOptions } from '#libs/database/orm-options.js';
import type { MigrationSet } from '#libs/database/migration-set.js';
import { messagingMigrations } from '#libs/messaging/store/messaging.migrations.js';
import { eventually } from '#libs/testing/eventually.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import type { TestDatabase } from '#libs/testing/test-database.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { loadVaultKeys } from '#libs/vault/keys/load-vault-keys.js';
import { vaultMigrations } from '#libs/vault/store/vault.migrations.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { Vault } from '#libs/vault/vault.js';
import { IngestorConfig } from '../ingestor.config.js';
import { startIngestor } from '../start-ingestor.js';
import type { RunningIngestor } from '../start-ingestor.js';
import { ingestorMigrations } from '../store/ingestor.migrations.js';

/** Schemas that an ingestor by itself needs. */
export const ingestorSets: readonly MigrationSet[] = [
  clockMigrations,
  vaultMigrations,
  messagingMigrations,
  ingestorMigrations,
];

/** Two mailboxes, a text message gateway, a website and the staff's form. */
export const plainPlan = `
mailboxes:
  - { key: garden, preset: property-group, unit: jiangnan, origin: mailbox, addresses: [complaints@example.com], addressMode: plus }
  - { key: harbour, preset: property-group, unit: yunhu, origin: mailbox, addresses: [service@example.com], machineMail: complaint }
sms:
  - { key: gateway, preset: property-group, unit: jiangnan, origin: hotline-sms, provider: generic, secrets: [{ env: SMS_SECRET_NEW }, { env: SMS_SECRET_OLD }] }
forms:
  - { key: website, preset: property-group, unit: jiangnan, origin: website, apiKeys: [{ env: WEBSITE_KEY }] }
  - { key: front-desk, channel: staff, preset: property-group, unit: yunhu, origin: phone, apiKeys: [{ env: STAFF_KEY }] }
`;

export const planSecrets = {
  SMS_SECRET_NEW: 'new-secret',
  SMS_SECRET_OLD: 'old-secret',
  WEBSITE_KEY: 'website-key',
  STAFF_KEY: 'staff-key',
};

/** One row of the ledger as tests look at it. */
export interface LedgerRow {
  readonly id: string;
  readonly transport: string;
  readonly point: string;
  readonly channel: string;
  readonly origin: string;
  readonly identity: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly duplicate_of: string | null;
  readonly flags: string[];
  readonly started: number;
  readonly finished: number;
  readonly seen_again: number;
  readonly placement: string | null;
  readonly folder: string | null;
  readonly uid: string | null;
  readonly received_at: Date;
  readonly dmarc: string | null;
}

export interface OutboxRow {
  readonly type: string;
  readonly envelope: { readonly correlationId: string; readonly data: Record<string, unknown> };
}

/** Environment of an ingestor on this database; vault keys are the same for all of one file. */
export class IngestorBench {
  private readonly keys = { master: randomBytes(32).toString('base64'), index: randomBytes(32).toString('base64') };
  private folder: string | null = null;
  private running: RunningIngestor[] = [];

  constructor(private readonly database: TestDatabase) {
    afterEach(async () => {
      await this.stopAll();
    });
  }

  async environment(plan: string, extra: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    this.folder ??= await mkdtemp(join(tmpdir(), 'redress-ingestor-'));
    const planFile = join(this.folder, `${randomBytes(4).toString('hex')}.yaml`);
    await writeFile(planFile, plan);
    return {
      DATABASE_URL: this.database.url,
      REDRESS_DATA_DIR: this.folder,
      REDRESS_MASTER_KEYS: `test:${this.keys.master}`,
      REDRESS_INDEX_KEY: this.keys.index,
      REDRESS_INTAKE: planFile,
      REDRESS_LOG_TO: join(this.folder, 'ingestor.log'),
      REDRESS_LOG_LEVEL: 'debug',
      NODE_ENV: 'test',
      INTAKE_SMTP_PORT: '0',
      INGESTOR_HTTP_PORT: '0',
      INTAKE_LEASE_SECONDS: '1',
      ...extra,
    };
  }

  /** Starts the real service in this process. */
  async start(plan: string = plainPlan, extra: Readonly<Record<string, string>> = {}): Promise<RunningIngestor> {
    const env = await this.environment(plan, extra);
    const service = await startIngestor(readConfig(IngestorConfig, env), {
      embeddedDatabase: false,
      environment: { ...planSecrets, ...extra },
    });
    this.running.push(service);
    return service;
  }

  async stopAll(): Promise<void> {
    const running = this.running.splice(0);
    await Promise.all(running.map((service) => service.close()));
  }

  async cleanUp(): Promise<void> {
    if (this.folder !== null) {
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  /** The ledger in the order of arrival. */
  async ledger(): Promise<LedgerRow[]> {
    return (await this.database.query<LedgerRow>('select * from intake.delivery order by ordinal')).rows;
  }

  /** The ledger once it has so many rows and each has its outcome. */
  async settled(rows: number, limitMs = 15_000): Promise<LedgerRow[]> {
    return eventually(async () => {
      const ledger = await this.ledger();
      const open = ledger.filter(({ outcome }) => outcome === null).length;
      if (ledger.length !== rows || open > 0) {
        throw new Error(`${String(ledger.length)} rows in the ledger, ${String(open)} without outcome`);
      }
      return ledger;
    }, limitMs);
  }

  async outbox(): Promise<OutboxRow[]> {
    return (await this.database.query<OutboxRow>('select type, envelope from intake.outbox order by id')).rows;
  }

  /** What lies in the vault as the message of a delivery, opened with the keys of this bench. */
  async message(delivery: string): Promise<unknown> {
    const orm = await MikroORM.init(
      ormOptions({
        service: 'ingestor',
        schema: 'intake',
        url: this.database.url,
        entities: [],
        migrations: ingestorMigrations,
      }),
    );
    try {
      const keys = await loadVaultKeys(
        {
          masterKeys: [{ id: 'test', key: Buffer.from(this.keys.master, 'base64') }],
          indexKey: Buffer.from(this.keys.index, 'base64'),
          generateIn: null,
        },
        new MemoryLogger(),
      );
      const vault = new Vault(
        orm.em.fork(),
        keys,
        new FolderBlobStore(join(this.folder ?? '', 'blobs')),
        VaultRowLimit.default,
      );
      const item = await vault.find(delivery, 'message');
      return item === null ? null : JSON.parse(await vault.openText(item));
    } finally {
      await orm.close(true);
    }
  }

  async log(): Promise<string> {
    return readFile(join(this.folder ?? '', 'ingestor.log'), 'utf8');
  }

  /** How often a sentence was logged by the services of this file. */
  async logged(sentence: string): Promise<number> {
    return (await this.log()).split('\n').filter((line) => line.includes(JSON.stringify(sentence))).length;
  }

  /** Empties the ledger between two tests. */
  async clear(): Promise<void> {
    await this.database.query(
      'truncate intake.delivery, intake.content_claim, intake.webhook_nonce, intake.mailbox_folder, intake.outbox, intake.inbox cascade',
    );
  }
}

/** Sends a raw mail over SMTP; the server's answer, or its refusal as an error with `responseCode`. */
export async function sendRaw(
  port: number,
  raw: string | Buffer,
  { from = 'wang@example.org', to = ['complaints@example.com'] }: { from?: string; to?: string[] } = {},
): Promise<string> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({ envelope: { from, to }, raw });
    return response;
  } finally {
    transport.close();
  }
}

let serial = 0;

/** A Chinese complaint as a mail program writes it; each call another one. */
export function complaintMail(
  changes: {
    readonly subject?: string;
    readonly from?: string;
    readonly text?: string;
    readonly headers?: readonly string[];
  } = {},
): string {
  serial += 1;
  const {
    from = '王女士 <wang@example.org>',
    subject = `三号楼电梯又停了（第${String(serial)}次）`,
    text = '电梯从早上停到现在，老人下不了楼，请尽快处理。',
    headers = [],
  } = changes;
  return [
    `From: ${encoded(from)}`,
    'To: complaints@example.com',
    `Subject: ${encoded(subject)}`,
    `Date: Sat, 21 Nov 2026 09:00:${String(serial % 60).padStart(2, '0')} +0800`,
    `Message-ID: <mail-${String(serial)}-${randomBytes(4).toString('hex')}@example.org>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    ...headers,
    '',
    text,
    '',
  ].join('\r\n');
}

function encoded(value: string): string {
  return value.replace(/[^\x00-\x7f]+/gu, (words) => `=?UTF-8?B?${Buffer.from(words).toString('base64')}?=`);
}
