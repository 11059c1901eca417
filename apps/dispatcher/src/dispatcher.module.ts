import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { OpenClock } from '#libs/clock/open-clock.js';
import { DatabaseModule } from '#libs/database/database.module.js';
import { crashPointsFor, type CrashPoints } from '#libs/failure/crash-point.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { messagingCrashPoints, transportOf } from '#libs/messaging/messaging.options.js';
import { Logger } from '#libs/observability/logger.js';
import type { LoadedPresets } from '#libs/policy/load/load-presets.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Roster } from '#libs/roster/roster.js';
import { VaultModule, type VaultModuleOptions } from '#libs/vault/vault.module.js';
import { CaseClerk } from './clerk/case.clerk.js';
import { NoticeWriter } from './clerk/notice.writer.js';
import { Parties } from './clerk/parties.js';
import { QuotedTexts } from './clerk/quoted-texts.js';
import { ToldNotices } from './clerk/told-notices.js';
import { DeskLinks } from './command/link/desk-links.js';
import { DigestTimer } from './digest/digest.timer.js';
import type { DispatcherConfig } from './dispatcher.config.js';
import { DispatcherTimers } from './dispatcher.timers.js';
import { DeliveryClaim } from './intake/delivery-claim.js';
import { Referrers } from './referral/referrers.js';
import { handOverPoints } from './handover/hand-over-points.js';
import { handOverProviders } from './handover/hand-over.providers.js';
import { IntakeController } from './intake/intake.controller.js';
import { Messages } from './intake/messages.js';
import { MissedPushesController } from './intake/missed-pushes.controller.js';
import { Registrar } from './intake/registrar.js';
import { RegistrationTimer } from './intake/registration.timer.js';
import { FindsStore } from './linking/finds.store.js';
import { GroupWording } from './linking/group-wording.js';
import { Groups } from './linking/groups.js';
import { Linker } from './linking/linker.js';
import { LinkingController } from './linking/linking.controller.js';
import { LinkingTimer } from './linking/linking.timer.js';
import { LinksStore } from './linking/links.store.js';
import { MergedCases } from './linking/merged-cases.js';
import { StatementBook } from './linking/statement.book.js';
import { Statements } from './linking/statements.js';
import { noticeProviders } from './notice/notice.providers.js';
import { noticePoints } from './notice/send/notice-points.js';
import { NoticeOutcomes } from './notice/send/notice-outcomes.port.js';
import { Notice } from './notice/store/notice.entity.js';
import type { Outgoing } from './outgoing/load-outgoing-plan.js';
import { SmsJoining } from './joining/sms-joining.js';
import { WhichCaseStore } from './joining/which-case.store.js';
import { WhichCaseTimer } from './joining/which-case.timer.js';
import { Senders } from './outgoing/senders.js';
import { CasePolicies } from './policy/case-policies.js';
import { CommandRunner } from './reply/command-runner.js';
import { TieFinder } from './reply/find-tie.js';
import { Parking } from './reply/parking.js';
import { Replies } from './reply/replies.js';
import { TokenRequest } from './reply/token-request.js';
import { Undo } from './reply/undo.js';
import { DeliveryReports } from './report/delivery-reports.js';
import { CaseRow } from './store/case.entity.js';
import { CaseStore } from './store/case.store.js';
import { CommandRow, ParkedCommand } from './store/command.entity.js';
import { CaseDelivery, EarlyClassification } from './store/delivery.entity.js';
import { dispatcherMigrations } from './store/dispatcher.migrations.js';
import { HistoryRow } from './store/history.entity.js';
import { FaxPages } from './fax/fax-pages.js';
import { Transcriber } from './fax/transcriber.js';
import { HistoryStore } from './store/history.store.js';
import { NumberStore } from './store/number.store.js';
import { Party } from './store/party.entity.js';
import { EscalationAnswers } from './watch/escalation-answers.js';
import { WatchController } from './watch/watch.controller.js';

/** What the start has read and opened before the container is made. */
export interface DispatcherParts {
  readonly config: DispatcherConfig;
  readonly databaseUrl: string;
  readonly vault: VaultModuleOptions;
  readonly clock: OpenClock;
  readonly presets: LoadedPresets;
  readonly roster: Roster;
  readonly outgoing: Outgoing;
  readonly passing?: ((point: string) => void) | undefined;
}

const entities = [CaseRow, CaseDelivery, EarlyClassification, Party, HistoryRow, CommandRow, ParkedCommand, Notice];

@Module({})
export class DispatcherModule {
  static of(parts: DispatcherParts): DynamicModule {
    const { config, databaseUrl } = parts;
    return {
      module: DispatcherModule,
      global: true,
      imports: [
        DatabaseModule.forService({
          service: 'dispatcher',
          schema: 'cases',
          url: databaseUrl,
          entities,
          migrations: dispatcherMigrations,
          poolSize: config.REDRESS_DATABASE_POOL,
        }),
        MessagingModule.forService({
          service: 'dispatcher',
          schema: 'cases',
          transport: transportOf(config),
          databaseUrl,
          crashPoints: crashPoints(messagingCrashPoints, parts),
        }),
        VaultModule.forRoot(parts.vault),
      ],
      controllers: [IntakeController, MissedPushesController, LinkingController, WatchController],
      providers: [
        ...given(parts),
        ...noticeProviders({
          config,
          dataDir: config.REDRESS_DATA_DIR,
          crash: crashPoints(noticePoints, parts),
          sms: { accounts: parts.outgoing.sms, secretOf: parts.outgoing.secretOf },
        }),
        ...handOverProviders(parts.outgoing.handOvers, crashPoints(handOverPoints, parts)),
        ...own,
      ],
      exports: [BusinessClock],
    };
  }
}

function crashPoints<Name extends string>(
  names: readonly Name[],
  { config, passing }: DispatcherParts,
): CrashPoints<Name> {
  return crashPointsFor(names, config.REDRESS_CRASH_AT, config.NODE_ENV === 'production', passing);
}

function given(parts: DispatcherParts): Provider[] {
  return [
    { provide: BusinessClock, useValue: parts.clock.clock },
    { provide: PresetBook, useValue: parts.presets.book },
    { provide: CasePolicies, useFactory: () => new CasePolicies(parts.presets.book, parts.roster) },
    { provide: Senders, useValue: parts.outgoing.senders },
    {
      provide: DispatcherTimers,
      inject: [BusinessClock, Logger, RegistrationTimer, DigestTimer, WhichCaseTimer, LinkingTimer],
      useFactory: (
        clock: BusinessClock,
        logger: Logger,
        registration: RegistrationTimer,
        digest: DigestTimer,
        whichCase: WhichCaseTimer,
        linking: LinkingTimer,
      ) => new DispatcherTimers(clock, logger, registration, digest, whichCase, linking, parts.clock),
    },
    { provide: NoticeOutcomes, useExisting: ToldNotices },
  ];
}

const own: Provider[] = [
  CaseClerk,
  CaseStore,
  CommandRunner,
  DeliveryClaim,
  DeliveryReports,
  DeskLinks,
  DigestTimer,
  EscalationAnswers,
  FaxPages,
  FindsStore,
  GroupWording,
  Groups,
  HistoryStore,
  Linker,
  LinkingTimer,
  LinksStore,
  MergedCases,
  Messages,
  NoticeWriter,
  NumberStore,
  Parking,
  Parties,
  QuotedTexts,
  Referrers,
  Registrar,
  RegistrationTimer,
  Replies,
  StatementBook,
  Statements,
  TieFinder,
  SmsJoining,
  ToldNotices,
  TokenRequest,
  Transcriber,
  Undo,
  WhichCaseStore,
  WhichCaseTimer,
];
