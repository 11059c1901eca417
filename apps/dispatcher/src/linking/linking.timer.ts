import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId } from '#libs/contracts/identity.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Logger } from '#libs/observability/logger.js';
import { Registrar } from '../intake/registrar.js';
import { Groups } from './groups.js';
import { Linker } from './linker.js';
import { pendingMembersSql, pendingRepeatsSql } from './pending.sql.js';
import { Statements } from './statements.js';

const batch = 100;
const membersAtOnce = 25;

/**
 * Settles what the messages themselves could not, since a case or its number was not there yet: the sweep that merges
 * what slipped through. Tells groups what is due. Each in a transaction of its own; one that fails holds up no other.
 */
@Injectable()
export class LinkingTimer {
  constructor(
    private readonly em: EntityManager,
    private readonly registrar: Registrar,
    private readonly linker: Linker,
    private readonly groups: Groups,
    private readonly statements: Statements,
    private readonly logger: Logger,
  ) {}

  async runDue(now: Date): Promise<null> {
    await this.each(pendingRepeatsSql.replace('$1', '?'), [now], async (delivery) => {
      await this.registrar.numberWaiting(delivery);
      await this.linker.settle(delivery);
    });
    await this.each(pendingMembersSql, [], async (delivery) => this.groups.settle(delivery));
    while (await this.tellSome(now)) {
      // Until nothing is due: a group may be large.
    }
    return null;
  }

  private async each(
    sql: string,
    parameters: readonly Date[],
    settle: (delivery: DeliveryId) => Promise<void>,
  ): Promise<void> {
    const rows = await this.em.fork().execute<{ delivery_id: string }[]>(`${sql} limit ?`, [...parameters, batch]);
    for (const row of rows) {
      const delivery = DeliveryId.parse(row.delivery_id);
      try {
        await withCorrelation(delivery, async () => this.em.fork().transactional(async () => settle(delivery)));
      } catch (error) {
        this.logger.error(
          { deliveryId: delivery, error },
          'What belongs together could not be linked; it is tried again',
        );
      }
    }
  }

  /** One batch of one statement. */
  private async tellSome(now: Date): Promise<boolean> {
    try {
      return await this.em.fork().transactional(async () => {
        const statement = await this.statements.due(now);
        if (statement === null) {
          return false;
        }
        await withCorrelation(statement.id, async () => this.statements.tellNext(statement, membersAtOnce));
        return true;
      });
    } catch (error) {
      this.logger.error({ error }, 'A group could not be told; it is tried again');
      return false;
    }
  }
}
