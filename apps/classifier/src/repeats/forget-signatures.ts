import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import { Logger } from '#libs/observability/logger.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import { Shutdown } from '#libs/runtime/shutdown.js';
import { linkDays } from './repeat-finder.js';

const dayMs = 86_400_000;

/** Forgets what lies before every preset's window: signatures are kept to be compared, and no longer. */
@Injectable()
export class ForgetSignatures implements OnApplicationBootstrap {
  private readonly loop: WorkLoop;

  constructor(
    private readonly em: EntityManager,
    private readonly presets: PresetBook,
    clock: BusinessClock,
    logger: Logger,
    shutdown: Shutdown,
  ) {
    this.loop = new WorkLoop({ name: 'signatures', clock, logger, runDue: (now) => this.runDue(now) });
    shutdown.register({ phase: 'stop-taking', name: 'timer of signatures', run: () => this.loop.stop() });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Once a day; what belongs to a signature goes with it. */
  async runDue(now: Date): Promise<Date> {
    const before = new Date(now.getTime() - widestWindow(this.presets) * dayMs);
    await this.em.fork().transactional(async (em) => {
      await em.execute('delete from classification.signature where received_at < ?', [before]);
      await em.execute('delete from classification.cause_party where at < ?', [before]);
      await em.execute('delete from classification.cause where last_at < ?', [before]);
    });
    return new Date(now.getTime() + dayMs);
  }
}

/** Days that any preset looks back. */
export function widestWindow(presets: Pick<PresetBook, 'ids' | 'get'>): number {
  const windows = presets.ids.flatMap((id) => {
    const { repeats, groups } = presets.get(id);
    return [repeats?.withinDays ?? linkDays, groups?.withinDays ?? 0];
  });
  return Math.max(...windows);
}
