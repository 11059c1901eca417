import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Identities } from '#libs/contracts/identity.js';
import type { CaseState } from '../case/case.state.js';
import { HandOverTargets } from './plan/hand-over-targets.js';

/** Puts down, in the transaction that changes a case, that another system is to hear of it. Ids and codes only. */
@Injectable()
export class HandOverBook {
  constructor(
    private readonly em: EntityManager,
    private readonly targets: HandOverTargets,
    private readonly identities: Identities,
  ) {}

  async enter(state: CaseState, events: readonly string[], at: Date): Promise<void> {
    for (const { key } of this.targets.of(state.preset.id, state.unit, events)) {
      await this.em.execute(
        `insert into cases.hand_over (id, target, case_id, case_version, events, occurred_at)
         values (?, ?, ?, ?, string_to_array(?, ','), ?::timestamptz) on conflict (target, case_id, case_version) do nothing`,
        [this.identities.next(), key, state.id, state.version, events.join(','), at.toISOString()],
        'run',
      );
    }
  }
}
