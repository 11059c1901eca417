import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import { Logger } from '#libs/observability/logger.js';
import { Shutdown } from '#libs/runtime/shutdown.js';
import { DeadlineWatch } from './deadline/deadline-watch.js';
import { IntakeWatch } from './intake/intake-watch.js';
import { WatchBell } from './watch-bell.js';

/** What the watchdog does by time. */
@Injectable()
export class WatchdogTimers implements OnApplicationBootstrap {
  private readonly loops: readonly WorkLoop[];

  constructor(
    clock: BusinessClock,
    logger: Logger,
    bell: WatchBell,
    deadlines: DeadlineWatch,
    intake: IntakeWatch,
    shutdown: Shutdown,
  ) {
    this.loops = [
      new WorkLoop({ name: 'deadlines', clock, logger, runDue: (now) => deadlines.runDue(now) }),
      new WorkLoop({ name: 'intake', clock, logger, runDue: (now) => intake.runDue(now) }),
    ];
    bell.onChange(() => {
      for (const loop of this.loops) {
        loop.wake();
      }
    });
    for (const [index, loop] of this.loops.entries()) {
      shutdown.register({ phase: 'stop-taking', name: `timer ${String(index + 1)}`, run: () => loop.stop() });
    }
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) {
      loop.start();
    }
  }
}
