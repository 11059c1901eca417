import type { EntityManager } from '@mikro-orm/postgresql';
import type { MessageId } from '#libs/contracts/identity.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import { wakeChannel } from '../presence/wake-channel.js';
import { serviceSchemas } from '../store/service-schemas.js';

export interface Replay {
  readonly service: Service;
  /** Schema of its tables; default as in `serviceSchemas`. */
  readonly schema?: string;
  /** Which ones; `all` for every dead letter of the service. */
  readonly messages: readonly MessageId[] | 'all';
}

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Calls dead letters back: they are due at once, with a fresh ladder, and the service is woken if it runs. One that is
 * still unfit dies again for the same reason. Returns those that were called back.
 */
export async function replayDeadLetters(
  em: Pick<EntityManager, 'execute'>,
  { service, schema = serviceSchemas[service], messages }: Replay,
): Promise<MessageId[]> {
  if (messages.length === 0) {
    return [];
  }
  const rows = await em.execute<{ messageId: MessageId }[]>(
    `with called as (
       update ${schema}.inbox
          set state = 'pending', next_attempt_at = clock_timestamp(), leased_until = null, settled_at = null,
              started = 0, finished = 0, failures = 0, reason = null, issues = null
        where state = 'dead' and consumer = ? and (? or message_id in (?))
        returning message_id),
     told as materialized (select pg_notify(?, '') from (select 1 from called limit 1) as any_called)
     select called.message_id as "messageId" from called left join told on true`,
    [service, messages === 'all', messages === 'all' ? [nobody] : messages, wakeChannel(schema)],
  );
  return rows.map(({ messageId }) => messageId);
}
