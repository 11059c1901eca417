import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockMigrations } from '#libs/clock/store/clock.migrations.js';
import { readConfig } from '#libs/config/read-config.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CaseId, DeliveryId, PersonId } from '#libs/contracts/identity.js';
import type { Tag } from '#libs/contracts/vocabulary.js';
import type { MigrationSet } from '#libs/database/migration-set.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { messagingMigrations } from '#libs/messaging/store/messaging.migrations.js';
import { testSchemaOf } from '#libs/messaging/testing/test-schema.js';
import { startTestService, type TestService } from '#libs/messaging/testing/test-service.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { VaultKeys } from '#libs/vault/keys/vault-keys.js';
import { vaultMigrations } from '#libs/vault/store/vault.migrations.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { Vault } from '#libs/vault/vault.js';
import { ClassifierConfig } from '../classifier.config.js';
import { startClassifier } from '../start-classifier.js';
import { classifierMigrations } from '../store/classifier.migrations.js';

export const classifierTestSets: readonly MigrationSet[] = [
  clockMigrations,
  messagingMigrations,
  vaultMigrations,
  ...(['ingestor', 'dispatcher', 'watchdog'] as const).map(testSchemaOf),
  classifierMigrations,
];

const key = Buffer.alloc(32, 7);
const vaultKeys = new VaultKeys([{ id: 'test', key }], key);

export interface Complaint {
  readonly subject?: string;
  readonly text: string;
  readonly quoted?: string;
  /** Address or number; default: a mail address of one Li Qiang. */
  readonly from?: string;
  readonly name?: string;
  readonly channel?: DataOf<'complaint.received'>['channel'];
  readonly receivedAt?: string;
  readonly preset?: string;
  readonly unit?: string;
}

/** A real classifier on the embedded transport, with stand-ins that say and hear what the test wants. */
export class ClassifierUnderTest {
  readonly classified: DataOf<'complaint.classified'>[] = [];
  readonly repeats: DataOf<'case.repeat-found'>[] = [];
  readonly groups: DataOf<'case.group-found'>[] = [];
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'redress-classifier-'));
  private classifier: RunningService | null = null;
  private ingestor: TestService | null = null;
  private dispatcher: TestService | null = null;

  /** `customers`: folder of figures; default: the shipped one. `settings` beside those that every test needs. */
  constructor(
    private readonly databaseUrl: string,
    private readonly customers = 'config/customers',
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {}

  async start(): Promise<void> {
    await this.startNeighbours();
    this.classifier = await startClassifier(readConfig(ClassifierConfig, this.environment));
  }

  /** Only the stand-ins; for a classifier in a process of its own, run with `environment`. */
  async startNeighbours(): Promise<void> {
    const neighbour = { databaseUrl: this.databaseUrl, transport: { kind: 'embedded' } } as const;
    this.ingestor = await startTestService({ service: 'ingestor', ...neighbour, behaviour: () => Promise.resolve() });
    this.dispatcher = await startTestService({
      service: 'dispatcher',
      ...neighbour,
      behaviour: ({ context, data }) => {
        if (context.type === 'complaint.classified') {
          this.classified.push(data as DataOf<'complaint.classified'>);
        } else if (context.type === 'case.repeat-found') {
          this.repeats.push(data as DataOf<'case.repeat-found'>);
        } else if (context.type === 'case.group-found') {
          this.groups.push(data as DataOf<'case.group-found'>);
        }
        return Promise.resolve();
      },
    });
  }

  get environment(): Record<string, string> {
    const base64 = key.toString('base64');
    return {
      DATABASE_URL: this.databaseUrl,
      REDRESS_DATA_DIR: this.dataDir,
      REDRESS_MASTER_KEYS: `test:${base64}`,
      REDRESS_INDEX_KEY: base64,
      REDRESS_LOG_LEVEL: 'silent',
      REDRESS_CUSTOMERS: this.customers,
      REDRESS_MODEL: join(this.dataDir, 'none.model'),
      CLASSIFIER_HTTP_PORT: '0',
      NODE_ENV: 'test',
      ...this.settings,
    };
  }

  async stop(): Promise<void> {
    try {
      await this.classifier?.close();
      await this.dispatcher?.stop();
      await this.ingestor?.stop();
    } finally {
      await rm(this.dataDir, { recursive: true, force: true });
    }
  }

  /** A message as the ingestor stores and announces it. */
  async receive(complaint: Complaint): Promise<DeliveryId> {
    const deliveryId = DeliveryId.parse(randomUUID());
    const { em, outbox } = started(this.ingestor);
    await withCorrelation(deliveryId, () =>
      em.fork().transactional(async (transaction) => {
        const vault = new Vault(
          transaction,
          vaultKeys,
          new FolderBlobStore(join(this.dataDir, 'blobs')),
          VaultRowLimit.default,
        );
        await vault.openGroup(deliveryId);
        await vault.sealJson(deliveryId, 'message', storedMessage(complaint));
        await outbox.add('complaint.received', announcement(deliveryId, complaint));
      }),
    );
    return deliveryId;
  }

  /** The desk says something about a case. */
  async correct(deliveryId: DeliveryId, said: CorrectionSaid): Promise<CaseId> {
    const { em, outbox } = started(this.dispatcher);
    const caseId = said.caseId ?? CaseId.parse(randomUUID());
    const data: DataOf<'case.tagged'> = {
      ...watchedCase(caseId, said.caseVersion ?? 2, said.tag, said.category),
      deliveryId,
      clauses: ['PG-13.1'],
      by: 'desk',
      correction: said.correction,
      person: PersonId.parse('chenjing'),
    };
    await withCorrelation(deliveryId, () => em.fork().transactional(() => outbox.add('case.tagged', data)));
    return caseId;
  }

  /** A further delivery turned out to belong to a case. */
  async join(caseId: CaseId, deliveryId: DeliveryId): Promise<void> {
    const { em, outbox } = started(this.dispatcher);
    const data: DataOf<'case.joined'> = { ...watchedCase(caseId, 2, 'general'), deliveryId };
    await withCorrelation(deliveryId, () => em.fork().transactional(() => outbox.add('case.joined', data)));
  }

  /** The desk takes it back. */
  async revert(
    caseId: CaseId,
    to: { readonly tag: Tag; readonly caseVersion: number; readonly category?: string },
  ): Promise<void> {
    const { em, outbox } = started(this.dispatcher);
    const data: DataOf<'case.reverted'> = {
      ...watchedCase(caseId, to.caseVersion, to.tag, to.category),
      pauses: [],
      agreedLimits: [],
    };
    await withCorrelation(caseId, () => em.fork().transactional(() => outbox.add('case.reverted', data)));
  }
}

/** What the desk says in a test. */
export interface CorrectionSaid {
  readonly tag: Tag;
  readonly correction: boolean;
  readonly category?: string;
  readonly caseId?: CaseId;
  readonly caseVersion?: number;
}

function watchedCase(caseId: CaseId, caseVersion: number, tag: Tag, category = 'safety'): DataOf<'case.noted'> {
  return {
    caseId,
    caseVersion,
    preset: { id: 'property-group', version: '1' },
    unit: 'yunhu',
    tag,
    category,
    urgent: false,
    stage: 'registered',
    marks: [],
    facts: [],
  };
}

function started(service: TestService | null): TestService {
  if (service === null) {
    throw new Error('not started');
  }
  return service;
}

function announcement(
  deliveryId: DeliveryId,
  { channel = 'mail', receivedAt = '2026-11-20T02:00:00.000Z', preset = 'property-group', unit = 'yunhu' }: Complaint,
): DataOf<'complaint.received'> {
  return {
    deliveryId,
    preset,
    unit,
    channel,
    origin: 'mailbox',
    receivedAt,
    language: 'zh',
    attachments: 0,
    dmarc: 'pass',
    automatic: false,
  };
}

function storedMessage({
  subject = '',
  text,
  quoted = '',
  from = 'liqiang@example.com',
  name = '李强',
  channel = 'mail',
}: Complaint): StoredMessage {
  return StoredMessage.parse({
    channel,
    from: { address: from, name },
    replyTo: null,
    to: [],
    cc: [],
    subject,
    date: '2026-11-20T01:59:00.000Z',
    messageId: '<1@example.com>',
    inReplyTo: null,
    references: [],
    language: 'zh',
    text: { full: `${text}\n${quoted}`, new: text, own: text, quoted, signature: '', interleaved: false },
    attachments: [],
    found: { tokens: [], caseNumbers: [], references: [] },
    kind: 'person',
    signals: [],
    warnings: [],
  });
}
