import { expect, it } from '@jest/globals';
import { catalogue } from '#libs/contracts/catalogue.js';
import { queueOf, topology } from './topology.js';

const { queues, bindings } = topology();

it('has a way for every message of the catalogue to every subscriber, and no other', () => {
  const ways = bindings
    .filter(({ exchange }) => exchange === 'redress')
    .map(({ queue, routingKey }) => `${routingKey} > ${queue}`);
  const wanted = [...catalogue.values()].flatMap(({ type, subscribers }) =>
    subscribers.map((service) => `${type} > ${queueOf(service)}`),
  );
  expect(ways.toSorted()).toEqual(wanted.toSorted());
});

it('keeps messages in quorum queues, says a delivery limit, and dead-letters at least once', () => {
  for (const { options } of queues) {
    expect(options).toMatchObject({ durable: true, arguments: { 'x-queue-type': 'quorum' } });
  }
  expect(queues.find(({ name }) => name === 'redress.dispatcher')?.options.arguments).toMatchObject({
    'x-delivery-limit': 20,
    'x-dead-letter-strategy': 'at-least-once',
    'x-overflow': 'reject-publish',
    'x-dead-letter-exchange': 'redress.dead',
  });
});

it('has a dead queue for each service, bound to what the broker gives up', () => {
  expect(
    bindings
      .filter(({ exchange }) => exchange === 'redress.dead')
      .map(({ queue, routingKey }) => `${routingKey} > ${queue}`),
  ).toEqual([
    'ingestor > redress.ingestor.dead',
    'classifier > redress.classifier.dead',
    'dispatcher > redress.dispatcher.dead',
    'watchdog > redress.watchdog.dead',
  ]);
});
