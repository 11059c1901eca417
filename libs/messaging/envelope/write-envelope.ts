import { catalogue, type DataOf, type MessageType } from '#libs/contracts/catalogue.js';
import type { Envelope } from '#libs/contracts/envelope.js';
import type { MessageId } from '#libs/contracts/identity.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { Chain } from '../message-context.js';
import { issuesOf } from './issues-of.js';

export interface Writing<T extends MessageType> {
  readonly type: T;
  readonly data: DataOf<T>;
  readonly messageId: MessageId;
  readonly producer: Service;
  /** Business time. */
  readonly occurredAt: Date;
  readonly chain: Chain;
}

/**
 * Puts data in its envelope. Throws a bug error (RangeError) when the service is not the catalogued producer or the
 * data does not fit the schema: an unfit message must not be committed.
 */
export function writeEnvelope<T extends MessageType>({
  type,
  data,
  messageId,
  producer,
  occurredAt,
  chain,
}: Writing<T>): Envelope {
  const definition = catalogue.get(type);
  if (definition === undefined) {
    throw new RangeError(`${type} is not in the catalogue (libs/contracts/catalogue.ts)`);
  }
  if (definition.producer !== producer) {
    throw new RangeError(`${type} is said by ${definition.producer}, not by ${producer} (libs/contracts/catalogue.ts)`);
  }
  const parsed = definition.schema.safeParse(data);
  if (!parsed.success) {
    const places = issuesOf(parsed.error).map(({ path, message }) => `${path === '' ? '(whole)' : path}: ${message}`);
    throw new RangeError(`${type} does not fit its schema: ${places.join('; ')}`);
  }
  return {
    messageId,
    type,
    version: definition.version,
    occurredAt: occurredAt.toISOString(),
    correlationId: chain.correlationId,
    causationId: chain.causationId,
    producer,
    data: parsed.data,
  };
}
