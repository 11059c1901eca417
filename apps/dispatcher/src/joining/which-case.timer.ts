import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { SmsJoining } from './sms-joining.js';
import { WhichCaseStore } from './which-case.store.js';

/** Ends the waiting of text messages whose sender did not say which case they are about. */
@Injectable()
export class WhichCaseTimer {
  constructor(
    private readonly em: EntityManager,
    private readonly joining: SmsJoining,
    private readonly store: WhichCaseStore,
  ) {}

  /** Does what is due; returns the next instant at which something is. */
  async runDue(now: Date): Promise<Date | null> {
    await this.em.fork().transactional(async () => this.joining.releaseOverdue(now));
    return this.em.fork().transactional(async () => this.store.nextDue());
  }
}
