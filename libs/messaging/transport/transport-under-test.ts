import { randomUUID } from 'node:crypto';
import { catalogue, type DataOf, type MessageType } from '#libs/contracts/catalogue.js';
import type { Envelope } from '#libs/contracts/envelope.js';
import { MessageId } from '#libs/contracts/identity.js';
import { services, type Service } from '#libs/contracts/vocabulary.js';
import type { TestDatabase } from '#libs/testing/test-database.js';
import type { RetryPolicy, TransportConfig } from '../messaging.options.js';
import { serviceSchemas } from '../store/service-schemas.js';
import { startTestService, type Behaviour, type TestService } from '../testing/test-service.js';

/** What a transport's spec brings to the shared suite: real servers, and the means to disturb them. */
export interface TransportUnderTest {
  /** With the schemas of all four services. */
  readonly db: TestDatabase;
  /** From beforeAll on. */
  transport(): TransportConfig;
  /** Delivers something to one service as the transport would, whoever made it. */
  inject(service: Service, body: unknown): Promise<void>;
  /** Cuts every connection of the services to the transport, once. */
  cut(): Promise<void>;
  /** Empties the transport. */
  empty(): Promise<void>;
}

/** The ladder in milliseconds instead of minutes, so that a test sees its end. */
export const shortRetry: Partial<RetryPolicy> = { ladderMs: [20, 40, 60, 80, 100], leaseMs: 300 };

/** The services of one test: started through it, stopped after it. */
export class Stage {
  private readonly started: TestService[] = [];

  constructor(readonly under: TransportUnderTest) {}

  async start(service: Service, behaviour: Behaviour, retry: Partial<RetryPolicy> = shortRetry): Promise<TestService> {
    const { db } = this.under;
    const running = await startTestService({
      service,
      databaseUrl: db.url,
      transport: this.under.transport(),
      behaviour,
      messaging: { retry },
    });
    this.started.push(running);
    return running;
  }

  async clear(): Promise<void> {
    await Promise.all(this.started.splice(0).map((service) => service.stop()));
    await this.under.empty();
    const tables = services.flatMap((service) =>
      ['outbox', 'inbox', 'effect', 'version'].map((table) => `${serviceSchemas[service]}.${table}`),
    );
    await this.under.db.query(`truncate ${tables.join(', ')}`);
  }

  /** Puts a message into a service's outbox while the service does not run. */
  async commit(service: Service, { messageId, type, ...rest }: Envelope): Promise<void> {
    await this.under.db.query(
      `insert into ${serviceSchemas[service]}.outbox (message_id, type, envelope) values ($1, $2, $3)`,
      [messageId, type, JSON.stringify({ messageId, type, ...rest })],
    );
  }

  /** What a service has put on record about a subject, in the order of its commits. */
  async effects(service: Service, subject: string): Promise<string[]> {
    const { rows } = await this.under.db.query<{ note: string }>(
      `select note from ${serviceSchemas[service]}.effect where subject = $1 order by id`,
      [subject],
    );
    return rows.map(({ note }) => note);
  }

  async inbox(service: Service): Promise<InboxFacts[]> {
    const { rows } = await this.under.db.query<InboxFacts>(
      `select message_id as "messageId", type, state, started, finished, failures, reason, issues, last_error as "lastError"
         from ${serviceSchemas[service]}.inbox order by received_at`,
    );
    return rows;
  }
}

export interface InboxFacts {
  readonly messageId: string;
  readonly type: string;
  readonly state: 'pending' | 'done' | 'dead';
  readonly started: number;
  readonly finished: number;
  readonly failures: number;
  readonly reason: string | null;
  readonly issues: { path: string }[] | null;
  readonly lastError: string | null;
}

/** An envelope as the producer's outbox would have written it. */
export function envelopeOf<T extends MessageType>(
  type: T,
  data: DataOf<T>,
  messageId: MessageId = MessageId.parse(randomUUID()),
): Envelope {
  const definition = catalogue.get(type);
  if (definition === undefined) {
    throw new RangeError(`${type} is not in the catalogue`);
  }
  const { version, producer } = definition;
  return {
    messageId,
    type,
    version,
    producer,
    data,
    occurredAt: '2026-11-21T02:30:00.000Z',
    correlationId: 'chain-1',
    causationId: null,
  };
}
