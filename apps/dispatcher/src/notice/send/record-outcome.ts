import type { EntityManager } from '@mikro-orm/postgresql';
import type { NoticeId } from '#libs/contracts/identity.js';
import type { NoticeFailureCode } from '../store/notice.entity.js';

/** What its receipt has said meanwhile stays: a message that came back is not told. */
export async function markTold(em: EntityManager, id: NoticeId, reference: string | null, at: Date): Promise<void> {
  await em.execute(
    `update cases.notice set state = 'told', told_at = ?, provider_reference = coalesce(?, provider_reference),
            accepted_at = coalesce(accepted_at, clock_timestamp()), lease_until = null, next_attempt_at = null, failure = null
      where id = ? and failure is distinct from 'bounced'`,
    [at, reference, id],
    'run',
  );
}

export async function markFailed(em: EntityManager, id: NoticeId, code: NoticeFailureCode): Promise<void> {
  await em.execute(
    `update cases.notice set state = 'failed', failure = ?, lease_until = null, next_attempt_at = null where id = ?`,
    [code, id],
    'run',
  );
}

/** The provider said yes, but the case could not be told so just now: never send it again, settle it later. */
export async function markAccepted(
  em: EntityManager,
  id: NoticeId,
  reference: string | null,
  retryMs: number,
): Promise<void> {
  await em.execute(
    `update cases.notice set accepted_at = clock_timestamp(), provider_reference = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond' where id = ?`,
    [reference, retryMs, id],
    'run',
  );
}

/** Its receipt came before our own record of the yes: after a crash it is settled, and not asked about. */
export async function markProved(em: EntityManager, id: NoticeId): Promise<void> {
  await em.execute(
    `update cases.notice set accepted_at = coalesce(accepted_at, clock_timestamp()) where id = ? and state = 'sending'`,
    [id],
    'run',
  );
}

/** Back on the book, to be tried again after `delayMs` of machine time. */
export async function markWaiting(em: EntityManager, id: NoticeId, delayMs: number): Promise<void> {
  await em.execute(
    `update cases.notice set state = 'intended', lease_until = null, next_attempt_at = clock_timestamp() + ? * interval '1 millisecond' where id = ?`,
    [delayMs, id],
    'run',
  );
}

/** Nobody here can say whether the SMS went; the gateway is asked after `delayMs`. */
export async function markDoubtful(em: EntityManager, id: NoticeId, delayMs: number): Promise<void> {
  await em.execute(
    `update cases.notice set state = 'in-doubt', lease_until = null, next_attempt_at = clock_timestamp() + ? * interval '1 millisecond' where id = ?`,
    [delayMs, id],
    'run',
  );
}
