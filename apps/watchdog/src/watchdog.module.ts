import { Inject, Module, type DynamicModule, type BeforeApplicationShutdown } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { OpenClock } from '#libs/clock/open-clock.js';
import { DatabaseModule } from '#libs/database/database.module.js';
import { crashPointsFor } from '#libs/failure/crash-point.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { messagingCrashPoints, transportOf } from '#libs/messaging/messaging.options.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import { CaseController } from './case/case.controller.js';
import { CaseWatch } from './case/case-watch.js';
import { DeadlineWatch } from './deadline/deadline-watch.js';
import { DigestController } from './digest/digest.controller.js';
import { DigestWatch } from './digest/digest-watch.js';
import { EscalationController } from './escalation/escalation.controller.js';
import { IntakeController } from './intake/intake.controller.js';
import { IntakeWatch } from './intake/intake-watch.js';
import { DeadlineStore } from './store/deadline.store.js';
import { DigestStore } from './store/digest.store.js';
import { EmissionStore } from './store/emission.store.js';
import { IntakeStore } from './store/intake.store.js';
import { ParkedEventStore } from './store/parked-event.store.js';
import { WatchedCaseStore } from './store/watched-case.store.js';
import { watchdogMigrations } from './store/watchdog.migrations.js';
import { WatchBell } from './watch-bell.js';
import type { WatchdogConfig } from './watchdog.config.js';
import { WatchdogTimers } from './watchdog.timers.js';

/** What the start has read and opened before the container is made. */
export interface WatchdogParts {
  readonly config: WatchdogConfig;
  readonly databaseUrl: string;
  readonly clock: OpenClock;
  readonly presets: PresetBook;
}

const openClockToken = Symbol('open clock');

@Module({})
export class WatchdogModule implements BeforeApplicationShutdown {
  constructor(@Inject(openClockToken) private readonly clock: OpenClock) {}

  static of({ config, databaseUrl, clock, presets }: WatchdogParts): DynamicModule {
    return {
      module: WatchdogModule,
      global: true,
      imports: [
        DatabaseModule.forService({
          service: 'watchdog',
          schema: 'watch',
          url: databaseUrl,
          entities: [],
          migrations: watchdogMigrations,
          poolSize: config.REDRESS_DATABASE_POOL,
        }),
        MessagingModule.forService({
          service: 'watchdog',
          schema: 'watch',
          transport: transportOf(config),
          databaseUrl,
          crashPoints: crashPointsFor(messagingCrashPoints, config.REDRESS_CRASH_AT, config.NODE_ENV === 'production'),
        }),
      ],
      controllers: [CaseController, DigestController, EscalationController, IntakeController],
      providers: [
        { provide: openClockToken, useValue: clock },
        { provide: BusinessClock, useValue: clock.clock },
        { provide: PresetBook, useValue: presets },
        CaseWatch,
        DeadlineStore,
        DeadlineWatch,
        DigestStore,
        DigestWatch,
        EmissionStore,
        IntakeStore,
        IntakeWatch,
        ParkedEventStore,
        WatchBell,
        WatchdogTimers,
        WatchedCaseStore,
      ],
      exports: [BusinessClock],
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.clock.close();
  }
}
