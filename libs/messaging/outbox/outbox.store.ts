import type { EntityManager } from '@mikro-orm/postgresql';
import type { MessageId } from '#libs/contracts/identity.js';

/** A message on its way to the transport. */
export interface OutboxRow {
  readonly id: string;
  readonly messageId: MessageId;
  readonly type: string;
  /** The whole envelope, as JSON text. */
  readonly envelope: string;
}

/** Days that published messages are kept: for looking back, and for knowing what a subscriber has not taken yet. */
const keptDays = 7;

/** The table `outbox` of one schema. */
export class OutboxStore {
  constructor(private readonly schema: string) {}

  /**
   * Locks up to `limit` messages that await publishing, oldest first, passing over those that another relay holds.
   * The transaction may commit without waiting for the disk: if its marks are lost in a crash of the server, the
   * messages go out twice, and every consumer takes them once.
   */
  async claim(em: EntityManager, limit: number): Promise<OutboxRow[]> {
    return em.execute<OutboxRow[]>(
      `with relaxed as materialized (select set_config('synchronous_commit', 'off', true) as value)
       select o.id::text as "id", o.message_id as "messageId", o.type as "type", o.envelope::text as "envelope"
         from ${this.schema}.outbox o, relaxed
        where o.published_at is null and relaxed.value = 'off'
        order by o.id limit ? for update of o skip locked`,
      [limit],
    );
  }

  async markPublished(em: EntityManager, rows: readonly OutboxRow[]): Promise<void> {
    await em.execute(
      `update ${this.schema}.outbox set published_at = clock_timestamp() where id in (?)`,
      [rows.map(({ id }) => id)],
      'run',
    );
  }

  /** Deletes up to `limit` of what was published long ago; returns how many. */
  async purge(em: EntityManager, limit: number): Promise<number> {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(
      `delete from ${this.schema}.outbox
        where id in (select id from ${this.schema}.outbox
                      where published_at < clock_timestamp() - make_interval(days => ?) order by id limit ?)`,
      [keptDays, limit],
      'run',
    );
    return affectedRows;
  }
}
