import { randomUUID } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { Tag } from '#libs/contracts/vocabulary.js';
import { Vault } from '#libs/vault/vault.js';
import { failuresToRest, restMs, whyNotAsk } from './budget.decision.js';
import { OpinionLedger, type Reserved } from './opinion-ledger.port.js';
import type { Opinion } from './opinion.js';
import type { OpinionSettings } from './opinion-settings.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** An answer is taken again for so long; a call is remembered for so long. */
const keepMs = 30 * dayMs;

const StoredOpinion = z.strictObject({
  tag: Tag,
  clauses: z.array(z.string()),
  category: z.string(),
  quotations: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])),
});

/** Calls and answers in the database, for all processes together, by business time. */
@Injectable()
export class DatabaseOpinionLedger extends OpinionLedger {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly clock: BusinessClock,
  ) {
    super();
  }

  override async reserve(budget: OpinionSettings['budget']): Promise<Reserved> {
    const now = this.clock.now();
    return this.em.fork().transactional(async (em) => {
      // One after the other: of two processes only one gets the last call.
      await em.execute(`select pg_advisory_xact_lock(hashtextextended('opinion budget', 3))`);
      await em.execute('delete from classification.opinion_call where made_at < ?', [new Date(now.getTime() - keepMs)]);
      const [counts] = await em.execute<{ hour: number; day: number }[]>(
        `select count(*) filter (where made_at > ?)::int as hour, count(*)::int as day
           from classification.opinion_call where made_at > ?`,
        [new Date(now.getTime() - hourMs), new Date(now.getTime() - dayMs)],
      );
      const newest = await em.execute<{ outcome: string | null }[]>(
        `select outcome from classification.opinion_call where made_at > ? and outcome is not null
          order by made_at desc, id limit ?`,
        [new Date(now.getTime() - restMs), failuresToRest],
      );
      const code = whyNotAsk(
        { lastHour: counts?.hour ?? 0, lastDay: counts?.day ?? 0, newest: newest.map(({ outcome }) => outcome) },
        budget,
      );
      if (code !== null) {
        return { kind: 'spent', code };
      }
      const call = randomUUID();
      await em.execute('insert into classification.opinion_call (id, made_at) values (?, ?)', [call, now]);
      return { kind: 'reserved', call };
    });
  }

  override async settle(call: string, outcome: string): Promise<void> {
    await this.em.fork().execute('update classification.opinion_call set outcome = ? where id = ?', [outcome, call]);
  }

  override async known(fingerprint: string): Promise<Opinion | null> {
    const [row] = await this.em
      .fork()
      .execute<{ opinion: unknown }[]>(
        'select opinion from classification.opinion_answer where fingerprint = ? and answered_at > ?',
        [fingerprint, this.horizon()],
      );
    return row === undefined ? null : StoredOpinion.parse(row.opinion);
  }

  override async keep(fingerprint: string, opinion: Opinion): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      await em.execute('delete from classification.opinion_answer where answered_at < ?', [this.horizon()]);
      await em.execute(
        `insert into classification.opinion_answer (fingerprint, opinion, answered_at) values (?, ?::jsonb, ?)
         on conflict (fingerprint) do nothing`,
        [fingerprint, JSON.stringify(opinion), this.clock.now()],
      );
    });
  }

  override fingerprint(content: string): string {
    return this.vault.fingerprint('opinion', content);
  }

  private horizon(): Date {
    return new Date(this.clock.now().getTime() - keepMs);
  }
}
