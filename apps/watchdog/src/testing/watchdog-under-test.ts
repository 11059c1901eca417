import { randomUUID } from 'node:crypto';
import { FixedClock } from '#libs/clock/fixed.clock.js';
import { clockMigrations } from '#libs/clock/store/clock.migrations.js';
import { readConfig } from '#libs/config/read-config.js';
import type { DataOf, MessageType } from '#libs/contracts/catalogue.js';
import { CaseId, DeliveryId } from '#libs/contracts/identity.js';
import type { DigestedCase, WatchedCase } from '#libs/contracts/messages/case-event.schema.js';
import type { Fact, FactRecord } from '#libs/contracts/vocabulary.js';
import type { MigrationSet } from '#libs/database/migration-set.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { transportStrategy } from '#libs/messaging/messaging.module.js';
import { messagingMigrations } from '#libs/messaging/store/messaging.migrations.js';
import { testSchemaOf } from '#libs/messaging/testing/test-schema.js';
import { startTestService, type TestService } from '#libs/messaging/testing/test-service.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import { startService } from '#libs/runtime/start-service.js';
import { watchdogMigrations } from '../store/watchdog.migrations.js';
import { WatchdogConfig } from '../watchdog.config.js';
import { WatchdogModule } from '../watchdog.module.js';

/** The schemas that a watchdog and a stand-in for each of its neighbours need. */
export const watchdogTestSets: readonly MigrationSet[] = [
  clockMigrations,
  messagingMigrations,
  ...(['ingestor', 'classifier', 'dispatcher'] as const).map(testSchemaOf),
  watchdogMigrations,
];

/** Local time in Shanghai, e.g. `2026-11-18T10:00`. */
export const at = (local: string): Date => new Date(`${local}:00+08:00`);

export interface Heard {
  readonly type: MessageType;
  readonly data: DataOf<MessageType>;
}

/** A real watchdog on the embedded transport, whose clock the test moves, and a dispatcher and ingestor that say what the test wants. */
export class WatchdogUnderTest {
  readonly clock: FixedClock;
  /** What the dispatcher was told, in order of arrival. */
  readonly heard: Heard[] = [];
  private watchdog: RunningService | null = null;
  private dispatcher: TestService | null = null;
  private ingestor: TestService | null = null;

  constructor(
    private readonly databaseUrl: string,
    start: string,
  ) {
    this.clock = new FixedClock(at(start).toISOString());
  }

  async start(): Promise<void> {
    const neighbour = { databaseUrl: this.databaseUrl, transport: { kind: 'embedded' } } as const;
    this.ingestor = await startTestService({ service: 'ingestor', ...neighbour, behaviour: () => Promise.resolve() });
    this.dispatcher = await startTestService({
      service: 'dispatcher',
      ...neighbour,
      behaviour: ({ context, data }) => {
        this.heard.push({ type: context.type as MessageType, data });
        return Promise.resolve();
      },
    });
    await this.startWatchdog();
  }

  async startWatchdog(): Promise<void> {
    const config = readConfig(WatchdogConfig, {
      DATABASE_URL: this.databaseUrl,
      REDRESS_LOG_LEVEL: 'silent',
      WATCHDOG_HTTP_PORT: '0',
      NODE_ENV: 'test',
    });
    const { book } = loadPresets('config/presets');
    const clock = { clock: this.clock, close: () => Promise.resolve() };
    this.watchdog = await startService({
      name: 'watchdog',
      config,
      module: WatchdogModule.of({ config, databaseUrl: this.databaseUrl, clock, presets: book }),
      transport: transportStrategy,
    });
  }

  async stopWatchdog(): Promise<void> {
    await this.watchdog?.close();
    this.watchdog = null;
  }

  async stop(): Promise<void> {
    await this.stopWatchdog();
    await this.dispatcher?.stop();
    await this.ingestor?.stop();
  }

  async say<T extends MessageType>(type: T, data: DataOf<T>): Promise<void> {
    const service = type === 'complaint.received' ? this.ingestor : this.dispatcher;
    if (service === null) {
      throw new Error('not started');
    }
    await withCorrelation('test', () => service.em.fork().transactional(() => service.outbox.add(type, data)));
  }

  async digest(...cases: DigestedCase[]): Promise<void> {
    await this.say('open-cases.digest', { digestId: randomUUID(), page: 1, pages: 1, cases });
  }

  advanceTo(local: string): void {
    this.clock.advance(at(local).getTime() - this.clock.now().getTime());
  }

  /** Milestone messages of a case that the dispatcher has heard, as `type milestone[ step]`. */
  told(caseId: string): string[] {
    return this.heard
      .filter(({ data }) => 'caseId' in data && data.caseId === caseId)
      .map(({ type, data }) =>
        [type, 'milestone' in data ? data.milestone : '', ...('step' in data ? [data.step] : [])].join(' '),
      );
  }
}

export function newCase(facts: Partial<Record<Fact, string>>, rest: Partial<WatchedCase> = {}): WatchedCase {
  return {
    caseId: CaseId.parse(randomUUID()),
    caseVersion: 1,
    preset: { id: 'property-group', version: '2026.1' },
    unit: 'yunhu',
    tag: 'general',
    category: 'building-quality',
    urgent: false,
    stage: 'assigned',
    marks: [],
    facts: factsOf(facts),
    pauses: [],
    agreedLimits: [],
    ...rest,
  };
}

export function factsOf(facts: Partial<Record<Fact, string>>): FactRecord[] {
  return Object.entries(facts).map(([fact, local]) => ({ fact: fact as Fact, at: at(local).toISOString() }));
}

type Shared = Omit<WatchedCase, 'pauses' | 'agreedLimits'>;

/** The part of a case that each of its messages repeats. */
export function shared({ pauses: _pauses, agreedLimits: _agreed, ...rest }: WatchedCase): Shared {
  return rest;
}

/** A case as the digest tells it. */
export function digested(watched: WatchedCase, deliveryId = newDelivery()): DigestedCase {
  return { ...watched, deliveryId };
}

export const newDelivery = (): DeliveryId => DeliveryId.parse(randomUUID());
