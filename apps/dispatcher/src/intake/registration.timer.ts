import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CaseId } from '#libs/contracts/identity.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Logger } from '#libs/observability/logger.js';
import { CaseStore } from '../store/case.store.js';
import { Registrar } from './registrar.js';

const batch = 50;
/** A case that could not be numbered is tried again after this, while the others go on. */
const againMs = 10_000;

/** Numbers the cases whose wait for the classifier is over; each in a transaction of its own. */
@Injectable()
export class RegistrationTimer {
  constructor(
    private readonly em: EntityManager,
    private readonly cases: CaseStore,
    private readonly registrar: Registrar,
    private readonly logger: Logger,
  ) {}

  /** Does what is due; returns the next instant at which something is. One case that fails holds up no other. */
  async runDue(now: Date): Promise<Date | null> {
    let failed = false;
    for (let after: string | null = null; ;) {
      const due: CaseId[] = await this.em.fork().transactional(async () => this.cases.unnumbered(now, after, batch));
      for (const id of due) {
        failed = !(await this.number(id)) || failed;
      }
      after = due.at(-1) ?? null;
      if (due.length < batch) {
        break;
      }
    }
    const next = await this.em.fork().transactional(async () => this.cases.nextUnnumbered(now));
    const again = failed ? new Date(now.getTime() + againMs) : null;
    return again !== null && (next === null || again < next) ? again : next;
  }

  private async number(id: CaseId): Promise<boolean> {
    try {
      await withCorrelation(id, async () =>
        this.em.fork().transactional(async () => {
          await this.registrar.numberUnclassified(id);
        }),
      );
      return true;
    } catch (error) {
      this.logger.error({ caseId: id, error }, 'A case could not be numbered; it is tried again');
      return false;
    }
  }
}
