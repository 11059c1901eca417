import type { Service } from '#libs/contracts/vocabulary.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';

/** What carries the messages. All services of an installation must use the same one. */
export type TransportConfig = { readonly kind: 'embedded' } | { readonly kind: 'rabbitmq'; readonly url: string };

/** Points at which a fault test kills a service. */
export const messagingCrashPoints = [
  'relay.handed-over', // the transport has the messages, the outbox does not know it yet
  'inbox.handled', // the handler has run, its transaction is still open
  'inbox.committed', // the handler's work is committed, the transport does not know it yet
] as const;
export type MessagingCrashPoint = (typeof messagingCrashPoints)[number];

/** How often and how long a message is tried. All times are technical time. */
export interface RetryPolicy {
  /** Delay before each further attempt after a failure, in ms. When all are used up the message is a dead letter. */
  readonly ladderMs: readonly number[];
  /** Starts without an end (the process died) after which a message counts as the cause: dead letter `crashed`. */
  readonly maxCrashes: number;
  /** Times a handler may ask for `retry` before the message is a dead letter `never-ready`. */
  readonly maxDeferrals: number;
  /**
   * Head start of a claimed retry before another process may claim it, in ms. Only bridges the moment until its
   * transaction holds the row: it may be shorter than a handler runs. After a crash a retry waits that long.
   */
  readonly leaseMs: number;
}

const second = 1_000;
const minute = 60 * second;

export const defaultRetryPolicy: RetryPolicy = {
  ladderMs: [second, 10 * second, minute, 10 * minute, 60 * minute],
  maxCrashes: 3,
  maxDeferrals: 500,
  leaseMs: 10 * second,
};

export interface MessagingOptions {
  readonly service: Service;
  /** Schema of the service's own tables, where its outbox and inbox lie. */
  readonly schema: string;
  readonly transport: TransportConfig;
  /** The same that its ORM uses; for the connections that listen. */
  readonly databaseUrl: string;
  /**
   * Messages handled at the same time, and half as many retries beside them. Each takes a connection of the pool, and
   * the relay takes one. Default 4.
   */
  readonly concurrency?: number;
  /** Parts to change of `defaultRetryPolicy`; tests shorten it. */
  readonly retry?: Partial<RetryPolicy>;
  /** How often to look for what a wake-up did not tell, in ms. Default 5,000. */
  readonly pollMs?: number;
  /** For fault tests only. */
  readonly crashPoints?: CrashPoints<MessagingCrashPoint>;
}

/** The transport that the configuration names (`messagingSettings` of libs/config). */
export function transportOf({
  REDRESS_TRANSPORT,
  RABBITMQ_URL,
}: {
  readonly REDRESS_TRANSPORT: 'embedded' | 'rabbitmq';
  readonly RABBITMQ_URL?: string | undefined;
}): TransportConfig {
  if (REDRESS_TRANSPORT === 'embedded') {
    return { kind: 'embedded' };
  }
  if (RABBITMQ_URL === undefined) {
    throw new RangeError('RABBITMQ_URL is missing: REDRESS_TRANSPORT is rabbitmq');
  }
  return { kind: 'rabbitmq', url: RABBITMQ_URL };
}
