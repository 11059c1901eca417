import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import type { BusinessClock } from '#libs/clock/business-clock.js';
import type { OpenClock } from '#libs/clock/open-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import type { Logger } from '#libs/observability/logger.js';
import type { DigestTimer } from './digest/digest.timer.js';
import type { WhichCaseTimer } from './joining/which-case.timer.js';
import type { LinkingTimer } from './linking/linking.timer.js';
import type { RegistrationTimer } from './intake/registration.timer.js';

/** What the dispatcher does by time. Stops before the container closes the database. */
export class DispatcherTimers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: readonly WorkLoop[];

  constructor(
    clock: BusinessClock,
    logger: Logger,
    registration: RegistrationTimer,
    digest: DigestTimer,
    whichCase: WhichCaseTimer,
    linking: LinkingTimer,
    private readonly opened: OpenClock,
  ) {
    this.loops = [
      new WorkLoop({
        name: 'registration',
        clock,
        logger,
        runDue: (now) => registration.runDue(now),
        maxIdleMs: 1_000,
      }),
      new WorkLoop({ name: 'linking', clock, logger, runDue: (now) => linking.runDue(now), maxIdleMs: 1_000 }),
      new WorkLoop({ name: 'digest', clock, logger, runDue: (now) => digest.runDue(now) }),
      new WorkLoop({ name: 'which-case', clock, logger, runDue: (now) => whichCase.runDue(now) }),
    ];
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) {
      loop.start();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map(async (loop) => loop.stop()));
    await this.opened.close();
  }
}
