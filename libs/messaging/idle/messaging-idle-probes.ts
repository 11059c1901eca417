import type { IdleProbe } from '#libs/clock/idle-probe.js';
import { catalogue, subscriptionsOf } from '#libs/contracts/catalogue.js';
import { services, type Service } from '#libs/contracts/vocabulary.js';
import { isPresentSql, presenceKinds, serviceKey } from '../presence/advisory-keys.js';
import { serviceSchemas } from '../store/service-schemas.js';

/** Retries that are due within this time still count as work in hand; those on longer rungs of the ladder do not. */
const soonSeconds = 2;

/**
 * Whether messages are under way, for the clock stepper. A service that does not run has no work in hand: what waits
 * for it will wait for its start. A message moves
 * from outbox to inbox to the next outbox: the probes tell the truth only when they are run in one statement.
 */
export function messagingIdleProbes(): IdleProbe[] {
  return services.flatMap((service) => [outboxProbe(service), inboxProbe(service), underWayProbe(service)]);
}

function outboxProbe(service: Service): IdleProbe {
  return probe(
    service,
    'outbox unpublished',
    `select from ${serviceSchemas[service]}.outbox where published_at is null`,
  );
}

function inboxProbe(service: Service): IdleProbe {
  return probe(
    service,
    'inbox due and unfinished',
    `select from ${serviceSchemas[service]}.inbox
      where state = 'pending' and next_attempt_at <= clock_timestamp() + interval '${String(soonSeconds)} seconds'`,
  );
}

/** Published, and not yet taken by this service; whichever transport has it. */
function underWayProbe(service: Service): IdleProbe {
  const byProducer = Map.groupBy(subscriptionsOf(service), (type) => catalogue.get(type)?.producer ?? service);
  const parts = [...byProducer].map(
    ([producer, types]) =>
      `select from ${serviceSchemas[producer]}.outbox o
        where o.published_at is not null and o.type in (${types.map((type) => `'${type}'`).join(', ')})
          and not exists (select from ${serviceSchemas[service]}.inbox i
                           where i.message_id = o.message_id and i.consumer = '${service}')`,
  );
  return probe(service, 'messages under way to it', parts.join(' union all '));
}

function probe(service: Service, what: string, rows: string): IdleProbe {
  const running = isPresentSql(presenceKinds.service, String(serviceKey(service)));
  return {
    name: what,
    service,
    sql: `select count(*)::int as busy from (${rows}) as found where ${running}`,
  };
}
