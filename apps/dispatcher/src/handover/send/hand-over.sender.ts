import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { machineNow, type BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';
import type { Logger } from '#libs/observability/logger.js';
import type { HandOverPoint } from '../hand-over-points.js';
import type { HandOverReader } from '../hand-over.reader.js';
import type { HandOverTargets, OpenTarget } from '../plan/hand-over-targets.js';
import { signHandOver } from '../sign-hand-over.js';
import { afterFault, afterPost, type AfterPost } from './after-post.decision.js';
import { buryOrphans, claimHandOvers, type ClaimedHandOver } from './claim-hand-overs.js';
import { postHandOver } from './post-hand-over.js';

export interface HandOverSenderParts {
  readonly em: EntityManager;
  readonly reader: Pick<HandOverReader, 'read'>;
  readonly targets: HandOverTargets;
  readonly clock: BusinessClock;
  readonly logger: Logger;
  readonly crash: CrashPoints<HandOverPoint>;
  /** What happens of itself, for what runs the targets by hand. */
  readonly idleMs?: number;
}

/** At the same time, for one target. */
const width = 4;
const idleMs = 1_000;
/** Time to write the outcome down once an answer is there. */
const leaseFor = (deadlineSeconds: number): number => deadlineSeconds * 1_200 + 5_000;

/**
 * Sends what the book has for other systems, at least once: the id stays the same, and the receiver leaves alone what it
 * has. Each target by itself: one that is slow or away holds up no other.
 */
export class HandOverSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loops: readonly WorkLoop[];

  constructor(private readonly parts: HandOverSenderParts) {
    const { clock, logger, targets } = parts;
    this.#loops = targets.all.map(
      (target) =>
        new WorkLoop({
          name: `hand-over ${target.key}`,
          clock,
          logger,
          maxIdleMs: parts.idleMs ?? idleMs,
          runDue: async () => this.runDue(target),
        }),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    const { em, targets, logger } = this.parts;
    const orphans = await buryOrphans(
      em.fork(),
      targets.all.map(({ key }) => key),
    );
    if (orphans > 0) {
      logger.error(
        { handOvers: orphans },
        'Hand-overs wait for targets that the plan does not have; see hand-overs list',
      );
    }
    for (const loop of this.#loops) {
      loop.start();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.stop()));
  }

  /** Sends all that is due for one target. */
  async runDue(target: OpenTarget): Promise<null> {
    const claim = (): Promise<ClaimedHandOver[]> =>
      claimHandOvers(this.parts.em.fork(), target.key, width, leaseFor(target.deadlineSeconds));
    for (let batch = await claim(); batch.length > 0; batch = await claim()) {
      await Promise.all(batch.map((handOver) => this.handOver(handOver, target)));
    }
    return null;
  }

  private async handOver(handOver: ClaimedHandOver, target: OpenTarget): Promise<void> {
    const { crash, logger } = this.parts;
    crash.reach('hand-over.claimed');
    let next: AfterPost;
    try {
      next = await this.attempt(handOver, target);
    } catch (error) {
      logger.error({ handOver: handOver.id, target: target.key, error }, 'A hand-over could not be made ready');
      next = afterFault(handOver.attempts);
    }
    await this.record(handOver, target, next);
  }

  private async attempt(handOver: ClaimedHandOver, target: OpenTarget): Promise<AfterPost> {
    const { em, reader, crash } = this.parts;
    const body = await em.fork().transactional(() => reader.read(handOver, target.personalData));
    if (body === null) {
      return { kind: 'dead', failure: 'gone' };
    }
    const result = await postHandOver(target.url, {
      body,
      headers: signHandOver({ id: handOver.id, body, secrets: target.secrets }, machineNow()),
      deadlineMs: target.deadlineSeconds * 1_000,
    });
    if (result.kind === 'answered') {
      crash.reach('hand-over.answered');
    }
    return afterPost(handOver.attempts, result);
  }

  private async record({ id, attempts }: ClaimedHandOver, { key }: OpenTarget, next: AfterPost): Promise<void> {
    const em = this.parts.em.fork();
    switch (next.kind) {
      case 'sent':
        await em.execute(
          `update cases.hand_over set state = 'sent', outcome = null, settled_at = clock_timestamp() where id = ?`,
          [id],
          'run',
        );
        return;
      case 'wait':
        await em.execute(
          `update cases.hand_over set outcome = ?, next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
            where id = ? and state = 'waiting'`,
          [next.failure, next.delayMs, id],
          'run',
        );
        return;
      case 'dead':
        await em.execute(
          `update cases.hand_over set state = 'dead', outcome = ?, settled_at = clock_timestamp()
            where id = ? and state = 'waiting'`,
          [next.failure, id],
          'run',
        );
        this.parts.logger.error(
          { handOver: id, target: key, attempts, failure: next.failure },
          'A hand-over is given up; see hand-overs list',
        );
        return;
      default:
        next satisfies never;
    }
  }
}
