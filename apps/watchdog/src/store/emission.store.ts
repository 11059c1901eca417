import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EscalationId, Identities, type DeadlineId } from '#libs/contracts/identity.js';
import type { Action, LedgerEntry } from '../deadline/plan-actions.js';

const Rows = z.array(
  z.object({
    deadline_id: z.uuid(),
    kind: z.enum(['approaching', 'missed', 'escalation']),
    step: z.int(),
    repetition: z.int(),
    vacant: z.boolean(),
    acknowledged: z.boolean(),
  }),
);

/** The ledger of everything said about limits. */
@Injectable()
export class EmissionStore {
  constructor(
    private readonly em: EntityManager,
    private readonly identities: Identities,
  ) {}

  /** What was said of the deadlines of a case, by deadline. */
  async ofCase(caseId: string): Promise<ReadonlyMap<string, readonly LedgerEntry[]>> {
    const rows = await this.em.execute<unknown[]>(
      `select e.deadline_id, e.kind, e.step, e.repetition, e.code is not distinct from 'role-vacant' as vacant,
              e.acknowledged_at is not null as acknowledged
         from watch.emission e join watch.deadline d using (deadline_id) where d.case_id = ?`,
      [caseId],
    );
    return Map.groupBy(Rows.parse(rows), (row) => row.deadline_id);
  }

  /** Enters an action; its id, or null when it was entered before: the database decides, so that it is said once. */
  async enter(deadlineId: DeadlineId, { kind, step, repetition }: Action, now: Date): Promise<EscalationId | null> {
    const id = EscalationId.parse(this.identities.next());
    const rows = await this.em.execute<unknown[]>(
      `insert into watch.emission (emission_id, deadline_id, kind, step, repetition, emitted_at) values (?, ?, ?, ?, ?, ?::timestamptz)
       on conflict (deadline_id, kind, step, repetition) do nothing returning emission_id`,
      [id, deadlineId, kind, step, repetition, now.toISOString()],
    );
    return rows.length === 0 ? null : id;
  }

  async settle(escalationId: string, outcome: 'told' | 'moot', code: string | null, at: Date): Promise<void> {
    await this.em.execute(
      'update watch.emission set outcome = ?, code = ?, settled_at = ?::timestamptz where emission_id = ?',
      [outcome, code, at.toISOString(), escalationId],
    );
  }

  async acknowledge(escalationId: string, at: Date): Promise<void> {
    await this.em.execute(
      'update watch.emission set acknowledged_at = coalesce(acknowledged_at, ?::timestamptz) where emission_id = ?',
      [at.toISOString(), escalationId],
    );
  }
}
