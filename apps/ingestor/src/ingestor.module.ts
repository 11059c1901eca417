import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { OpenClock } from '#libs/clock/open-clock.js';
import { DatabaseModule } from '#libs/database/database.module.js';
import { CrashPoints, crashPointsFor } from '#libs/failure/crash-point.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { messagingCrashPoints, transportOf } from '#libs/messaging/messaging.options.js';
import { VaultModule, type VaultModuleOptions } from '#libs/vault/vault.module.js';
import { AttachmentSettings } from './attachments/attachment-settings.js';
import { FileGate } from './attachments/file-gate.js';
import { FileScanner, ScanSettings } from './attachments/scan/file-scanner.js';
import { HeldFiles } from './attachments/scan/held-files.js';
import { FaxGateways } from './fax/fax-gateways.js';
import { FaxReader } from './fax/fax-reader.js';
import { FaxSettings } from './fax/fax-settings.js';
import { FaxBook } from './fax/resent/fax-book.js';
import { ComplaintApiController } from './form/complaint-api.controller.js';
import { FormController } from './form/form.controller.js';
import { EndUnfetched } from './imap/end-unfetched.js';
import { FolderBook } from './imap/folder-book.js';
import { ImapSettings, MailboxWatchers } from './imap/mailbox-watchers.js';
import type { IngestorConfig } from './ingestor.config.js';
import { IngestorParts } from './ingestor.parts.js';
import { intakeCrashPoints } from './intake-crash-points.js';
import { DeliveryBell } from './ledger/delivery-bell.js';
import { ReceiveDelivery } from './ledger/receive-delivery.js';
import { PassingOn } from './passed-on/passing-on.js';
import { PresetEntries } from './passed-on/preset-entries.js';
import { LoadedIntake } from './plan/loaded-intake.js';
import { Announcer } from './process/announcer.js';
import { ContentReader } from './process/content-reader.js';
import { DeliveryWorkers } from './process/delivery-workers.js';
import { ContentPreparer } from './process/prepare-content.js';
import { ProcessingSettings } from './process/processing-settings.js';
import { ProcessDelivery } from './process/process-delivery.js';
import { PartSettings, SmsParts } from './process/sms-parts.js';
import { CaseNumberPatterns } from './process/case-number-patterns.js';
import { Reconciler } from './reconcile/reconciler.js';
import { ReplyUnmatchedController } from './reply/reply-unmatched.controller.js';
import { StaffAddresses } from './sort/staff-addresses.js';
import { PullSettings, SmsPuller } from './sms/pull/sms-puller.js';
import { SmsWatchStore } from './sms/pull/sms-watch.store.js';
import { SmsController } from './sms/sms.controller.js';
import { LmtpListener } from './smtp/lmtp.listener.js';
import { MailReception } from './smtp/mail-reception.js';
import { smtpSettingsOf } from './smtp/smtp.config.js';
import { SmtpListener } from './smtp/smtp.listener.js';
import { SmtpSettings } from './smtp/smtp.settings.js';
import { DeliveryEntity } from './store/delivery.entity.js';
import { ingestorMigrations } from './store/ingestor.migrations.js';

/** What the start has read and opened before the container is made. */
export interface IngestorContext {
  readonly config: IngestorConfig;
  readonly databaseUrl: string;
  readonly vault: VaultModuleOptions;
  readonly clock: OpenClock;
  readonly intake: LoadedIntake;
  readonly patterns: CaseNumberPatterns;
  readonly entries: PresetEntries;
  readonly faxGateways: FaxGateways;
  readonly staff: StaffAddresses;
  readonly passing?: ((point: string) => void) | undefined;
}

@Module({})
export class IngestorModule {
  static of(context: IngestorContext): DynamicModule {
    const { config, databaseUrl } = context;
    const production = config.NODE_ENV === 'production';
    return {
      module: IngestorModule,
      global: true,
      imports: [
        DatabaseModule.forService({
          service: 'ingestor',
          schema: 'intake',
          url: databaseUrl,
          entities: [DeliveryEntity],
          migrations: ingestorMigrations,
          poolSize: config.REDRESS_DATABASE_POOL,
        }),
        MessagingModule.forService({
          service: 'ingestor',
          schema: 'intake',
          transport: transportOf(config),
          databaseUrl,
          crashPoints: crashPointsFor(messagingCrashPoints, config.REDRESS_CRASH_AT, production, context.passing),
        }),
        VaultModule.forRoot(context.vault),
      ],
      controllers: [ComplaintApiController, FormController, ReplyUnmatchedController, SmsController],
      providers: [...given(context, production), ...own],
      exports: [BusinessClock],
    };
  }
}

function given(
  { config, clock, intake, patterns, entries, faxGateways, staff, passing }: IngestorContext,
  production: boolean,
): Provider[] {
  const imap: ImapSettings = { largestBytes: config.INTAKE_MAIL_MAX_BYTES, since: config.INTAKE_SINCE };
  const attachments: AttachmentSettings = {
    maxBytes: config.INTAKE_ATTACHMENT_MAX_BYTES,
    maxCount: config.INTAKE_ATTACHMENT_MAX_COUNT,
  };
  const scan: ScanSettings = {
    address: config.INTAKE_CLAMD ?? null,
    limitMs: config.INTAKE_CLAMD_SECONDS * 1_000,
    patienceMs: config.INTAKE_CLAMD_WAIT_SECONDS * 1_000,
  };
  const processing: ProcessingSettings = { workers: config.INTAKE_WORKERS, leaseSeconds: config.INTAKE_LEASE_SECONDS };
  return [
    { provide: BusinessClock, useValue: clock.clock },
    {
      provide: CrashPoints,
      useValue: crashPointsFor(intakeCrashPoints, config.REDRESS_CRASH_AT, production, passing),
    },
    { provide: LoadedIntake, useValue: intake },
    { provide: CaseNumberPatterns, useValue: patterns },
    { provide: PresetEntries, useValue: entries },
    { provide: StaffAddresses, useValue: staff },
    { provide: SmtpSettings, useValue: smtpSettingsOf(config) },
    { provide: ImapSettings, useValue: imap },
    { provide: ProcessingSettings, useValue: processing },
    { provide: FaxGateways, useValue: faxGateways },
    { provide: FaxSettings, useValue: faxSettings(config) },
    { provide: AttachmentSettings, useValue: attachments },
    { provide: ScanSettings, useValue: scan },
    { provide: PullSettings, useValue: pullSettings(config) },
    { provide: PartSettings, useValue: { waitSeconds: config.INTAKE_SMS_PARTS_SECONDS } },
  ];
}

function faxSettings(config: IngestorConfig): FaxSettings {
  return {
    maxPages: config.INTAKE_FAX_PAGES,
    leastConfidence: config.INTAKE_FAX_CONFIDENCE,
    limitMs: config.INTAKE_FAX_SECONDS * 1_000,
    engines: config.INTAKE_FAX_ENGINES,
    patienceMs: config.INTAKE_FAX_PATIENCE_SECONDS * 1_000,
    resentHours: config.INTAKE_FAX_RESENT_HOURS,
  };
}

/** One question to a provider has half a minute, as an attempt to send has. */
const pullDeadlineMs = 30_000;

function pullSettings(config: IngestorConfig): PullSettings {
  return {
    everyMs: config.INTAKE_SMS_PULL_SECONDS * 1_000,
    patienceMs: config.INTAKE_SMS_AWAY_SECONDS * 1_000,
    deadlineMs: pullDeadlineMs,
  };
}

const own: Provider[] = [
  Announcer,
  ContentPreparer,
  ContentReader,
  DeliveryBell,
  DeliveryWorkers,
  EndUnfetched,
  FaxBook,
  FaxReader,
  FileGate,
  FileScanner,
  FolderBook,
  HeldFiles,
  IngestorParts,
  LmtpListener,
  MailReception,
  MailboxWatchers,
  PassingOn,
  ProcessDelivery,
  ReceiveDelivery,
  Reconciler,
  SmsParts,
  SmsPuller,
  SmsWatchStore,
  SmtpListener,
];
