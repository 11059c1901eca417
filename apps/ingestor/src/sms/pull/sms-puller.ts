import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { BusinessClock, machineNow } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import { Identities } from '#libs/contracts/identity.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { Vault } from '#libs/vault/vault.js';
import { ReceiveDelivery } from '../../ledger/receive-delivery.js';
import type { SmsEntry } from '../../plan/intake-plan.schema.js';
import { pointOf } from '../../plan/intake-point.js';
import { LoadedIntake } from '../../plan/loaded-intake.js';
import { smsBodyLimitBytes } from '../body-limit.js';
import { identityOf } from '../sms-identity.js';
import { openSource } from './open-source.js';
import { PullFailure } from './pull-source.port.js';
import { SmsWatchStore } from './sms-watch.store.js';
import { missingSince, pullFrom } from './watch.decision.js';

/** How long the metric shows an absence that people were told of. */
const memoryMs = 24 * 3_600_000;

/** Injection token and type in one. */
export abstract class PullSettings {
  /** How often we look, milliseconds. */
  abstract readonly everyMs: number;
  /** How long a provider tries a push again; away for longer, pushes may be missing. */
  abstract readonly patienceMs: number;
  /** Limit of one question to a provider. */
  abstract readonly deadlineMs: number;
}

/**
 * What providers stop pushing while we are away: fetched from their lists and queues, at the start and then again and
 * again, under the identities that a push has; where there is nothing to fetch from, an alarm says since when.
 */
@Injectable()
export class SmsPuller implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;
  private readonly missing: (given: { readonly entry: string }, unixSeconds: number) => void;

  constructor(
    private readonly intake: LoadedIntake,
    private readonly receiveDelivery: ReceiveDelivery,
    private readonly store: SmsWatchStore,
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly outbox: Outbox,
    private readonly identities: Identities,
    private readonly clock: BusinessClock,
    private readonly settings: PullSettings,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.missing = metrics.gauge({
      name: 'redress_sms_pushes_missing_since_seconds',
      help: 'Unix time since which pushed text messages of an entry may be missing; 0: none are',
      labels: { entry: this.intake.plan.sms.map(({ key }) => key) },
    });
    this.loop = new WorkLoop({
      name: 'sms-pull',
      clock,
      logger,
      maxIdleMs: settings.everyMs,
      runDue: async () => this.look(),
    });
  }

  onApplicationBootstrap(): void {
    if (this.intake.plan.sms.length > 0) {
      this.loop.start();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async look(): Promise<null> {
    for (const entry of this.intake.plan.sms) {
      try {
        await this.lookAt(entry);
      } catch (error) {
        // One entry that cannot be looked after holds up no other; the next round tries again.
        this.logger.error({ entry: entry.key, error }, 'An SMS entry could not be looked after');
      }
    }
    return null;
  }

  private async lookAt(entry: SmsEntry): Promise<void> {
    const { key } = entry;
    // The database decides whether we are there: without it pushes are turned away.
    const before = await this.store.of(key);
    const now = machineNow();
    const gap = missingSince(before, now, this.settings.patienceMs);
    await this.store.alive(key, now, gap);
    const pulled = await this.pull(entry, pullFrom(before, now));
    if (pulled === 'yes') {
      await this.store.pulled(key, now);
    }
    const { missingSince: since, told } = await this.store.of(key);
    this.missing({ entry: key }, since === null ? 0 : Math.floor(since.getTime() / 1_000));
    if (since === null) {
      return;
    }
    // A provider that does not answer right after our own absence is asked once more before people are.
    if (!told && (pulled === 'impossible' || gap === null)) {
      await this.alarm(entry, since, now);
    } else if (told && now.getTime() - since.getTime() > memoryMs) {
      await this.store.forget(key);
    }
  }

  private async pull(entry: SmsEntry, since: Date): Promise<'yes' | 'failed' | 'impossible'> {
    if (entry.pull === undefined) {
      return 'impossible';
    }
    const source = openSource(entry.pull, this.intake.secretOf, this.settings.deadlineMs);
    try {
      for await (const batch of source.pull(since)) {
        await this.enter(entry, batch);
      }
      return 'yes';
    } catch (error) {
      if (!(error instanceof PullFailure)) {
        throw error;
      }
      this.logger.warn({ entry: entry.key, detail: error.message }, 'Text messages could not be pulled; tried again');
      return 'failed';
    }
  }

  private async enter(entry: SmsEntry, records: readonly Buffer[]): Promise<void> {
    if (records.length === 0) {
      return;
    }
    const receptions = await this.receiveDelivery.receive(
      ...records.map((raw) => ({
        transport: 'sms' as const,
        point: pointOf(entry, 'sms'),
        identity: identityOf(entry.provider, raw, (purpose, value) => this.vault.fingerprint(purpose, value)),
        receivedAt: this.clock.now(),
        raw,
        sizeBytes: raw.length,
        limitBytes: smsBodyLimitBytes,
        doubt: null,
      })),
    );
    const fresh = receptions.filter(({ admission }) => admission.kind !== 'known').length;
    if (fresh > 0) {
      this.logger.info(
        { entry: entry.key, fresh, of: records.length },
        'Text messages were pulled that no push brought',
      );
    }
  }

  /** Log and a notice to the desk, once for each time that we were away. */
  private async alarm({ key, preset, unit }: SmsEntry, since: Date, until: Date): Promise<void> {
    await withCorrelation(this.identities.next(), async () =>
      this.em.fork().transactional(async () => {
        if (await this.store.tell(key)) {
          const span = { since: since.toISOString(), until: until.toISOString() };
          await this.outbox.add('pushes.missed', { entry: key, preset, unit, ...span });
          this.logger.error(
            { entry: key, ...span },
            "Text messages pushed while we were away may be missing: look at the provider's own list",
          );
        }
      }),
    );
  }
}
