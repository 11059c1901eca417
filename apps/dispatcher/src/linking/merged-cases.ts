import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { DeliveryId, type CaseId, type NoticeId, type PersonId } from '#libs/contracts/identity.js';
import type { Changed } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { Parties } from '../clerk/parties.js';
import { CaseStore } from '../store/case.store.js';
import { LinksStore } from './links.store.js';
import { endIn, takeIn, type TakenIn } from './merge.decision.js';

export interface Merge {
  /** Locked by the caller. */
  readonly follower: CaseState;
  readonly leadingId: CaseId;
  readonly text: string;
  readonly said: TakenIn['said'];
  readonly by: PersonId | 'system';
  readonly commandId: DeliveryId | null;
}

/** Ends one case in another, whoever decided that it belongs there. Joins the caller's transaction, which holds both. */
@Injectable()
export class MergedCases {
  constructor(
    private readonly em: EntityManager,
    private readonly cases: CaseStore,
    private readonly clerk: CaseClerk,
    private readonly links: LinksStore,
    private readonly parties: Parties,
    private readonly clock: BusinessClock,
  ) {}

  /** What it causes to be sent. A merge that was made before changes nothing. */
  async merge({ follower, leadingId, text, said, by, commandId }: Merge): Promise<readonly NoticeId[]> {
    const now = this.clock.now();
    const { id } = follower;
    if (!(await this.links.add({ caseId: id, leadingId, kind: 'merged', at: now, actor: by, commandId }))) {
      return [];
    }
    const deliveries = await this.deliveriesOf(follower);
    await this.em.execute('update cases.case_row set number_by = null where id = ?', [id]);
    if (commandId === null) {
      await this.moveDeliveries(id, leadingId);
    }
    const leading = await this.adopt(leadingId, follower, by);
    const ended = await this.clerk.decide(id, (state, _policy, at) =>
      heldFor(by, endIn(state, leading, { by, now: at })),
    );
    const taken = await this.clerk.decide(leadingId, (state, policy, at) =>
      heldFor(by, takeIn(state, { follower, deliveries, text, said }, policy, { by, now: at })),
    );
    return [ended, taken].flatMap((applied) => (applied.kind === 'applied' ? applied.notices : []));
  }

  /** What people merged they may take apart again; what the software did not number is never a case of its own. */
  private async moveDeliveries(from: CaseId, to: CaseId): Promise<void> {
    await this.em.execute(`update cases.case_delivery set case_id = ? where case_id = ? and part = 'complaint'`, [
      to,
      from,
    ]);
  }

  private async deliveriesOf(follower: CaseState): Promise<DeliveryId[]> {
    const rows = await this.em.execute<{ delivery_id: string }[]>(
      `select delivery_id from cases.case_delivery where case_id = ? and part = 'complaint' order by delivery_id`,
      [follower.id],
    );
    return rows.map((row) => DeliveryId.parse(row.delivery_id));
  }

  /** A case whose own complainant cannot be reached takes over the way that the other one offers. */
  private async adopt(leadingId: CaseId, follower: CaseState, by: Merge['by']): Promise<CaseState> {
    const leading = await this.cases.lock(leadingId);
    if (by !== 'system' || leading.reachableBy !== null || follower.reachableBy === null) {
      return leading;
    }
    await this.parties.adopt(follower.id, leadingId);
    const reachable = { ...leading, reachableBy: follower.reachableBy };
    await this.cases.save(reachable);
    return reachable;
  }
}

/** What a person merged can be taken back for a while (撤销): until then nobody hears of it. */
function heldFor(by: Merge['by'], changed: Changed): Changed {
  return by === 'system'
    ? changed
    : { ...changed, notices: changed.notices.map((notice) => ({ ...notice, held: true, urgent: false })) };
}
