import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { WatchedCase } from '#libs/contracts/messages/case-event.schema.js';

const States = z.array(z.object({ state: WatchedCase }));
const Pages = z.array(z.object({ missing: z.int() }));
const keptDays = 2;

export interface DigestPage {
  readonly digestId: string;
  readonly page: number;
  readonly pages: number;
  readonly occurredAt: Date;
}

/** Which pages of which digest have come, and which cases they named. */
@Injectable()
export class DigestStore {
  constructor(private readonly em: EntityManager) {}

  /** Notes a page; true when all pages of its digest have come now. Pages of one digest take turns. */
  async note({ digestId, page, pages, occurredAt }: DigestPage): Promise<boolean> {
    const at = occurredAt.toISOString();
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`digest ${digestId}`]);
    await this.em.execute(
      `delete from watch.digest_page where occurred_at < ?::timestamptz - make_interval(days => ?)`,
      [at, keptDays],
    );
    await this.em.execute(
      `insert into watch.digest_page (digest_id, page, pages, occurred_at) values (?, ?, ?, ?::timestamptz) on conflict do nothing`,
      [digestId, page, pages, at],
    );
    const rows = await this.em.execute<unknown[]>(
      `select ?::int - count(*)::int as missing from watch.digest_page where digest_id = ?`,
      [pages, digestId],
    );
    return Pages.parse(rows)[0]?.missing === 0;
  }

  /** What is known of some cases, by id. */
  async known(caseIds: readonly string[]): Promise<ReadonlyMap<string, WatchedCase>> {
    const rows = await this.em.execute<unknown[]>(
      `select state from watch.watched_case where case_id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
      [JSON.stringify(caseIds)],
    );
    return new Map(States.parse(rows).map(({ state }) => [state.caseId, state]));
  }

  async seen(caseIds: readonly string[], at: Date): Promise<void> {
    await this.em.execute(
      `update watch.watched_case set last_digest_at = greatest(last_digest_at, ?::timestamptz), missing_digests = 0
        where case_id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
      [at.toISOString(), JSON.stringify(caseIds)],
    );
  }

  /**
   * Cases believed open that a whole digest did not name, though it was made after the last that was heard of them;
   * those that were missing in so many digests by now.
   */
  async missing(at: Date, times: number): Promise<WatchedCase[]> {
    const rows = await this.em.execute<unknown[]>(
      `with gone as (
         update watch.watched_case set missing_digests = missing_digests + 1
          where stage <> 'closed' and last_event_at < ?::timestamptz and (last_digest_at is null or last_digest_at < ?::timestamptz)
          returning state, missing_digests)
       select state from gone where missing_digests >= ?`,
      [at.toISOString(), at.toISOString(), times],
    );
    return States.parse(rows).map(({ state }) => state);
  }
}
