import { createHash } from 'node:crypto';
import { catalogue } from '#libs/contracts/catalogue.js';
import { Envelope } from '#libs/contracts/envelope.js';
import { MessageId } from '#libs/contracts/identity.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { DeadReason, Issue } from './dead-reason.js';
import { issuesOf } from './issues-of.js';

export type Reading = Fit | Unfit;

/** An envelope and data as the catalogue wants them, for a type that this service subscribes to. */
export interface Fit {
  readonly kind: 'fit';
  readonly envelope: Envelope;
}

/** Can never be handled as it is: a dead letter at once. */
export interface Unfit {
  readonly kind: 'unfit';
  readonly reason: Extract<DeadReason, 'unreadable' | 'unknown-type' | 'unsupported-version' | 'invalid'>;
  readonly issues: readonly Issue[];
  /** Its own, or, when it has none, one made from the content: the same content is the same dead letter. */
  readonly messageId: MessageId;
  /** As it names itself; `unknown` when it does not. */
  readonly type: string;
}

/** Reads what a transport brought, with the schemas that the producer wrote it with. */
export function readEnvelope(body: unknown, service: Service): Reading {
  const outer = Envelope.safeParse(body);
  if (!outer.success) {
    return { kind: 'unfit', reason: 'unreadable', issues: issuesOf(outer.error), ...traceOf(body) };
  }
  const envelope = outer.data;
  const { messageId, type } = envelope;
  const definition = catalogue.get(type);
  if (definition?.subscribers.includes(service) !== true) {
    return { kind: 'unfit', reason: 'unknown-type', issues: [], messageId, type };
  }
  if (definition.version !== envelope.version) {
    return {
      kind: 'unfit',
      reason: 'unsupported-version',
      issues: [versionIssue(definition.version, envelope.version)],
      messageId,
      type,
    };
  }
  const data = definition.schema.safeParse(envelope.data);
  if (!data.success) {
    return { kind: 'unfit', reason: 'invalid', issues: issuesOf(data.error), messageId, type };
  }
  return { kind: 'fit', envelope: { ...envelope, data: data.data } };
}

function versionIssue(known: number, came: number): Issue {
  return {
    path: 'version',
    code: 'version',
    message: `this program knows version ${String(known)}, the message has ${String(came)}`,
  };
}

function traceOf(body: unknown): { messageId: MessageId; type: string } {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const own = MessageId.safeParse(fields['messageId']);
  const type = fields['type'];
  return {
    messageId: own.success ? own.data : idFromContent(body),
    type: typeof type === 'string' && /^[a-z.-]{1,80}$/u.test(type) ? type : 'unknown',
  };
}

/** A version 8 UUID (RFC 9562 section 5.8) from the content's digest. */
function idFromContent(body: unknown): MessageId {
  const digest = createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('hex');
  return MessageId.parse(
    `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
  );
}
