import { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { CaseStore } from '../store/case.store.js';
import { Registrar } from './registrar.js';

const batch = 50;

/** Numbers the cases whose wait for the classifier is over; each in a transaction of its own. */
@Injectable()
export class RegistrationTimer {
  constructor(
    private readonly orm: MikroORM,
    private readonly em: EntityManager,
    private readonly cases: CaseStore,
    private readonly registrar: Registrar,
  ) {}

  /** Does what is due; returns the next instant at which something is. */
  async runDue(now: Date): Promise<Date | null> {
    for (;;) {
      const { due, next } = await this.em.fork().transactional(async () => this.cases.unnumbered(now, batch));
      if (due.length === 0) {
        return next;
      }
      for (const id of due) {
        await withCorrelation(id, async () => {
          await this.orm.em.fork().transactional(async () => {
            await this.registrar.numberUnclassified(id);
          });
        });
      }
    }
  }
}
