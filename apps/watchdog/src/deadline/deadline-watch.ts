import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DeadlineId } from '#libs/contracts/identity.js';
import type { WatchedCase } from '#libs/contracts/messages/case-event.schema.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import type { Deadline } from '#libs/policy/deadline/deadline.js';
import { deadlinesOf } from '#libs/policy/deadline/deadlines-of.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import { DeadlineStore } from '../store/deadline.store.js';
import { EmissionStore } from '../store/emission.store.js';
import { WatchedCaseStore } from '../store/watched-case.store.js';
import { earliest, planActions, type Action } from './plan-actions.js';

const batch = 50;
/** A case that cannot be looked at must not hold up the others, nor be forgotten. */
const retryAfterMs = 60_000;

/** Looks at every case when something is due on it, says what must be said, and notes when to look again. */
@Injectable()
export class DeadlineWatch {
  private readonly overdue: (labels: object, value: number) => void;

  constructor(
    private readonly em: EntityManager,
    private readonly cases: WatchedCaseStore,
    private readonly deadlines: DeadlineStore,
    private readonly emissions: EmissionStore,
    private readonly outbox: Outbox,
    private readonly presets: PresetBook,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.overdue = metrics.gauge({
      name: 'redress_deadlines_overdue',
      help: 'Limits that have passed and are not reached. People are being told; a rising figure means that it does not help.',
      labels: {},
    });
  }

  async runDue(now: Date): Promise<Date | null> {
    const due = await this.inOwnTransaction(() => this.cases.due(now, batch));
    for (const caseId of due) {
      await this.lookAt(caseId, now);
    }
    if (due.length === batch) {
      return now;
    }
    return this.inOwnTransaction(async () => {
      this.overdue({}, await this.deadlines.countOverdue(now));
      return this.cases.nextDue();
    });
  }

  private async lookAt(caseId: string, now: Date): Promise<void> {
    try {
      await this.inOwnTransaction(async () => {
        const state = await this.cases.take(caseId, now);
        if (state !== null) {
          await this.cases.lookAgainAt(caseId, await this.sayWhatIsDue(state, now));
        }
      });
    } catch (error) {
      this.logger.error({ caseId, error }, 'The limits of a case could not be looked at; it is tried again');
      await this.inOwnTransaction(() => this.cases.lookAgainAt(caseId, new Date(now.getTime() + retryAfterMs)));
    }
  }

  private async sayWhatIsDue(state: WatchedCase, now: Date): Promise<Date | null> {
    const computed = deadlinesOf(this.presets.get(state.preset), state, now);
    const ids = await this.deadlines.sync(state.caseId, computed, now);
    const said = await this.emissions.ofCase(state.caseId);
    const next: (Date | null)[] = [];
    for (const deadline of computed) {
      const deadlineId = ids.get(deadline.key);
      if (deadlineId === undefined) {
        throw new Error(`deadline ${deadline.key} was not stored`);
      }
      const plan = planActions(deadline, said.get(deadlineId) ?? [], now);
      for (const action of plan.now) {
        await this.say(state, deadlineId, deadline, action, now);
      }
      next.push(plan.next);
    }
    return earliest(next);
  }

  private async say(
    { caseId }: WatchedCase,
    deadlineId: DeadlineId,
    deadline: Deadline,
    action: Action,
    now: Date,
  ): Promise<void> {
    const escalationId = await this.emissions.enter(deadlineId, action, now);
    if (escalationId === null || deadline.dueAt === null) {
      return;
    }
    const { milestone, clauses, dueAt } = deadline;
    const data = { caseId, deadlineId, milestone, clause: clauses[0] ?? '', dueAt: dueAt.toISOString() };
    await withCorrelation(deadlineId, async () => {
      switch (action.kind) {
        case 'approaching':
          return this.outbox.add('deadline.approaching', data);
        case 'missed':
          return this.outbox.add('deadline.missed', data);
        case 'escalation': {
          const { step, roles, channels } = action;
          return this.outbox.add('escalation.due', {
            ...data,
            escalationId,
            step,
            roles: [...roles],
            channels: [...channels],
            missed: true,
          });
        }
        default:
          return action satisfies never;
      }
    });
    this.logger.info(
      { caseId, deadlineId, milestone, action: action.kind, step: action.step, repetition: action.repetition },
      'A limit was spoken of',
    );
  }

  private async inOwnTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.em.fork().transactional(work);
  }
}
