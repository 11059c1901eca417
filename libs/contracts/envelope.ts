import { z } from 'zod';
import { MessageId } from './identity.js';
import { Service } from './vocabulary.js';

/** What every message carries around its data, on every transport. */
export const Envelope = z.strictObject({
  /** Identity for consumers: the same id is handled once by each service. */
  messageId: MessageId,
  type: z.string().min(1),
  version: z.int().positive(),
  /** Business time of the fact, ISO 8601 in UTC. */
  occurredAt: z.iso.datetime(),
  /** The delivery or timer that set the chain going. */
  correlationId: z.string().min(1),
  /** The message that this one answers; null at the start of a chain. */
  causationId: MessageId.nullable(),
  producer: Service,
  /** Ids and codes only, never personal data (PC-6). Shape by the catalogue. */
  data: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;
