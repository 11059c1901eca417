import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Identities } from '#libs/contracts/identity.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import type { CaseState } from '../case/case.state.js';
import { sharedPart } from '../clerk/case.clerk.js';
import { CaseStore } from '../store/case.store.js';

const pageSize = 200;
const everyMs = 60_000;

/** Tells the watchdog the whole truth on the open cases once a minute, so that nothing lost stays lost. */
@Injectable()
export class DigestTimer {
  #next: Date | null = null;

  constructor(
    private readonly em: EntityManager,
    private readonly cases: CaseStore,
    private readonly outbox: Outbox,
    private readonly identities: Identities,
  ) {}

  async runDue(now: Date): Promise<Date> {
    if (this.#next === null || this.#next <= now) {
      await this.publish();
      this.#next = new Date(now.getTime() + everyMs);
    }
    return this.#next;
  }

  /** One transaction: the pages are of one instant. */
  async publish(): Promise<void> {
    const digestId = z.uuid().parse(this.identities.next());
    await withCorrelation(digestId, async () => {
      await this.em.fork().transactional(async () => {
        const pages: CaseState[][] = [];
        for (let after: string | null = null; ;) {
          const page: CaseState[] = await this.cases.open(after, pageSize);
          if (page.length > 0 || pages.length === 0) {
            pages.push(page);
          }
          after = page.at(-1)?.id ?? null;
          if (page.length < pageSize) {
            break;
          }
        }
        for (const [index, page] of pages.entries()) {
          await this.outbox.add('open-cases.digest', {
            digestId,
            page: index + 1,
            pages: pages.length,
            cases: page.map(watched),
          });
        }
      });
    });
  }
}

function watched(state: CaseState): DataOf<'open-cases.digest'>['cases'][number] {
  return {
    ...sharedPart(state, state.version),
    deliveryId: state.deliveryId,
    facts: [...state.facts],
    pauses: [...state.pauses],
    agreedLimits: [...state.agreedLimits],
  };
}
