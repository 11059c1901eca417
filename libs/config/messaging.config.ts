import { z } from 'zod';
import { setting, urlOf } from './setting.js';

/** How services talk to each other. */
export const messagingSettings = {
  REDRESS_TRANSPORT: setting(
    z.enum(['embedded', 'rabbitmq'], { error: 'must be embedded or rabbitmq' }).default('embedded'),
    {
      meaning: 'Carrier of the messages between services: a queue on the same PostgreSQL, or RabbitMQ.',
      unit: 'embedded | rabbitmq',
      consequence: 'All services must use the same one; a service on the other hears nothing.',
    },
  ),
  RABBITMQ_URL: setting(urlOf('amqp', 'amqps').optional(), {
    meaning: 'RabbitMQ server and virtual host.',
    unit: 'url',
    consequence: 'Needed when REDRESS_TRANSPORT is rabbitmq, not read otherwise.',
    secret: true,
  }),
} as const;

/** Adds the rule between the two keys to a schema that holds them. */
export function withMessagingRule<Schema extends z.ZodObject<typeof messagingSettings>>(schema: Schema): Schema {
  return schema.refine((values) => values.REDRESS_TRANSPORT !== 'rabbitmq' || values.RABBITMQ_URL !== undefined, {
    path: ['RABBITMQ_URL'],
    error: 'is missing: REDRESS_TRANSPORT is rabbitmq',
    when: () => true,
  });
}
