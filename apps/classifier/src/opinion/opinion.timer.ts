import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Logger } from '#libs/observability/logger.js';
import { Assessor } from '../intake/assessor.js';
import { OpinionQueue, type OpinionRequest } from './opinion-queue.js';
import { SecondOpinionDesk } from './second-opinion-desk.js';

/** So many are asked at the same time by one process. */
const atOnce = 4;
/** After so many failures the complaint goes on without: its local answer is kept, and the desk decides. */
const mostTries = 5;

/** Asks for second opinions, outside of any transaction, and says the answer with or without one. */
@Injectable()
export class OpinionTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;

  constructor(
    private readonly em: EntityManager,
    private readonly queue: OpinionQueue,
    private readonly desk: SecondOpinionDesk,
    private readonly assessor: Assessor,
    private readonly logger: Logger,
    clock: BusinessClock,
  ) {
    this.loop = new WorkLoop({ name: 'opinions', clock, logger, runDue: () => this.runDue(), maxIdleMs: 2_000 });
  }

  onApplicationBootstrap(): void {
    this.queue.connect(() => {
      this.loop.wake();
    });
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async runDue(): Promise<null> {
    for (let more = true; more;) {
      const requests = await this.em.fork().transactional(async () => this.queue.claim(atOnce, this.desk.leaseMs));
      await Promise.all(requests.map(async (request) => this.answer(request)));
      more = requests.length === atOnce;
    }
    return null;
  }

  /** One that fails holds up no other: its lease runs out, and it is taken up again. */
  private async answer({ complaint, tries, waitedMs }: OpinionRequest): Promise<void> {
    const { deliveryId } = complaint;
    try {
      await withCorrelation(deliveryId, async () => {
        const formed = await this.em.fork().transactional(async () => this.assessor.form(complaint));
        // Whoever asked before may have died of it: the second time nobody is asked.
        const heard = formed.kind === 'formed' && tries === 1 ? await this.desk.hear(formed, waitedMs) : null;
        await this.em.fork().transactional(async () => {
          if ((await this.queue.take(deliveryId)) && formed.kind === 'formed') {
            await this.assessor.conclude(complaint, formed, heard);
          }
        });
      });
    } catch (error) {
      this.logger.error({ deliveryId, tries, error }, 'A second opinion could not be worked in; it is tried again');
      if (tries >= mostTries) {
        await this.giveUp(deliveryId);
      }
    }
  }

  private async giveUp(deliveryId: string): Promise<void> {
    try {
      await this.em.fork().transactional(async () => this.queue.take(deliveryId));
      this.logger.error({ deliveryId }, 'Given up: this complaint stays without the classifier; the desk has it');
    } catch (error) {
      this.logger.error({ deliveryId, error }, 'The database is away; it is tried again');
    }
  }
}
