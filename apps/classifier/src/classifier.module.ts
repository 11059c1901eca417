import { Inject, Module, type DynamicModule, type BeforeApplicationShutdown } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { OpenClock } from '#libs/clock/open-clock.js';
import { DatabaseModule } from '#libs/database/database.module.js';
import { crashPointsFor } from '#libs/failure/crash-point.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { messagingCrashPoints, transportOf } from '#libs/messaging/messaging.options.js';
import type { LoadedPresets } from '#libs/policy/load/load-presets.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Customers } from '#libs/roster/load-customers.js';
import { VaultModule, type VaultModuleOptions } from '#libs/vault/vault.module.js';
import type { ClassifierConfig } from './classifier.config.js';
import { Corrections } from './corrections/corrections.js';
import { LinkCorrections } from './corrections/link-corrections.js';
import { Standings } from './corrections/standings.js';
import { CauseParties } from './groups/cause-parties.js';
import { CauseStore } from './groups/cause.store.js';
import { GroupFinder } from './groups/group-finder.js';
import { LeaveCause } from './groups/leave-cause.js';
import { Wholes } from './groups/wholes.js';
import { Assessor } from './intake/assessor.js';
import { ComplaintController } from './intake/complaint.controller.js';
import { CorrectionController } from './intake/correction.controller.js';
import { Neighbours } from './intake/neighbours.js';
import { PlaceAnew } from './intake/place-anew.js';
import { Reasoning } from './intake/reasoning.js';
import { DatabaseOpinionLedger } from './opinion/database.opinion-ledger.js';
import { OpinionQueue } from './opinion/opinion-queue.js';
import { OpinionTimer } from './opinion/opinion.timer.js';
import type { CompanyWords } from './opinion/company-words.js';
import type { OpinionSettings } from './opinion/opinion-settings.js';
import { SecondOpinion } from './opinion/second-opinion.js';
import { SecondOpinionDesk } from './opinion/second-opinion-desk.js';
import { ForgetSignatures } from './repeats/forget-signatures.js';
import { PastComplaints } from './repeats/past-complaints.js';
import { RepeatFinder } from './repeats/repeat-finder.js';
import { AssessmentEntity } from './store/assessment.entity.js';
import { classifierMigrations } from './store/classifier.migrations.js';
import { CorrectionEntity } from './store/correction.entity.js';

/** What the start has read and opened before the container is made. */
export interface ClassifierParts {
  readonly config: ClassifierConfig;
  readonly databaseUrl: string;
  readonly vault: VaultModuleOptions;
  readonly clock: OpenClock;
  readonly presets: LoadedPresets;
  readonly reasoning: Reasoning;
  readonly customers: Customers;
  /** Null: nobody is asked for a second opinion. */
  readonly opinion: { readonly settings: OpinionSettings; readonly company: CompanyWords } | null;
}

const openClockToken = Symbol('open clock');

@Module({})
export class ClassifierModule implements BeforeApplicationShutdown {
  constructor(@Inject(openClockToken) private readonly clock: OpenClock) {}

  static of(parts: ClassifierParts): DynamicModule {
    const { config, databaseUrl } = parts;
    return {
      module: ClassifierModule,
      global: true,
      imports: [
        DatabaseModule.forService({
          service: 'classifier',
          schema: 'classification',
          url: databaseUrl,
          entities: [AssessmentEntity, CorrectionEntity],
          migrations: classifierMigrations,
          poolSize: config.REDRESS_DATABASE_POOL,
        }),
        MessagingModule.forService({
          service: 'classifier',
          schema: 'classification',
          transport: transportOf(config),
          databaseUrl,
          crashPoints: crashPointsFor(messagingCrashPoints, config.REDRESS_CRASH_AT, config.NODE_ENV === 'production'),
        }),
        VaultModule.forRoot(parts.vault),
      ],
      controllers: [ComplaintController, CorrectionController],
      providers: [
        { provide: openClockToken, useValue: parts.clock },
        { provide: BusinessClock, useValue: parts.clock.clock },
        { provide: PresetBook, useValue: parts.presets.book },
        { provide: Reasoning, useValue: parts.reasoning },
        { provide: Wholes, useFactory: () => new Wholes(parts.customers) },
        {
          provide: SecondOpinionDesk,
          inject: [DatabaseOpinionLedger],
          useFactory: (ledger: DatabaseOpinionLedger) =>
            new SecondOpinionDesk(
              parts.opinion && new SecondOpinion(parts.opinion.settings, ledger, parts.opinion.company),
            ),
        },
        Assessor,
        CauseParties,
        CauseStore,
        Corrections,
        ForgetSignatures,
        GroupFinder,
        LeaveCause,
        LinkCorrections,
        Neighbours,
        PastComplaints,
        PlaceAnew,
        DatabaseOpinionLedger,
        OpinionQueue,
        OpinionTimer,
        RepeatFinder,
        Standings,
      ],
      exports: [BusinessClock],
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.clock.close();
  }
}
