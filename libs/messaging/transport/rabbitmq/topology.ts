import type { Channel, Options } from 'amqplib';
import { subscriptionsOf } from '#libs/contracts/catalogue.js';
import { services, type Service } from '#libs/contracts/vocabulary.js';

/** Everything that exists on the broker. Generated from the catalogue; every service makes sure of all of it. */
export interface Topology {
  readonly exchanges: readonly { readonly name: string; readonly type: 'topic' | 'direct' }[];
  readonly queues: readonly { readonly name: string; readonly options: Options.AssertQueue }[];
  readonly bindings: readonly { readonly queue: string; readonly exchange: string; readonly routingKey: string }[];
}

/** Messages by type. */
export const messageExchange = 'redress';
/** What the broker gave up delivering, by service. */
export const deadExchange = 'redress.dead';

/**
 * Times that the broker redelivers before it gives up. A safety net: the inbox takes a message at its second delivery,
 * so only a service that cannot reach its database for many reconnections uses it up. RabbitMQ 4 has 20 by default,
 * earlier ones none, so it is always said.
 */
const deliveryLimit = 20;

export function queueOf(service: Service): string {
  return `redress.${service}`;
}

export function deadQueueOf(service: Service): string {
  return `redress.${service}.dead`;
}

export function topology(): Topology {
  return {
    exchanges: [
      { name: messageExchange, type: 'topic' },
      { name: deadExchange, type: 'direct' },
    ],
    queues: services.flatMap((service) => [
      { name: queueOf(service), options: mainQueue(service) },
      { name: deadQueueOf(service), options: { durable: true, arguments: { 'x-queue-type': 'quorum' } } },
    ]),
    bindings: services.flatMap((service) => [
      ...subscriptionsOf(service).map((type) => ({
        queue: queueOf(service),
        exchange: messageExchange,
        routingKey: type,
      })),
      { queue: deadQueueOf(service), exchange: deadExchange, routingKey: service },
    ]),
  };
}

/** Dead-lettering at least once needs `reject-publish`: a full dead queue must hold messages back, not drop them. */
function mainQueue(service: Service): Options.AssertQueue {
  return {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': deliveryLimit,
      'x-dead-letter-exchange': deadExchange,
      'x-dead-letter-routing-key': service,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  };
}

/** Declares what is missing; the broker refuses (406) when something exists with other properties. */
export async function assertTopology(
  channel: Channel,
  { exchanges, queues, bindings }: Topology = topology(),
): Promise<void> {
  for (const { name, type } of exchanges) {
    await channel.assertExchange(name, type, { durable: true });
  }
  await Promise.all(queues.map(({ name, options }) => channel.assertQueue(name, options)));
  await Promise.all(bindings.map(({ queue, exchange, routingKey }) => channel.bindQueue(queue, exchange, routingKey)));
}
