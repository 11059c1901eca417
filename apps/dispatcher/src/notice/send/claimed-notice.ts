import type { NoticeId } from '#libs/contracts/identity.js';
import type { NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { VaultItemId } from '#libs/vault/vault-item.js';

/** A notice that this process works on until its lease ends. */
export interface ClaimedNotice {
  readonly id: NoticeId;
  readonly channel: NoticeChannel;
  readonly item: VaultItemId;
  /** This attempt included. */
  readonly attempts: number;
  /** This inquiry included; of the last attempt only. */
  readonly inquiries: number;
  /** Machine time at which the last attempt began. */
  readonly attemptedAt: Date;
  readonly correlationId: string;
}

export interface ClaimedRow {
  readonly id: NoticeId;
  readonly channel: NoticeChannel;
  readonly item: VaultItemId;
  readonly attempts: number;
  readonly inquiries: number;
  readonly attempted_ms: number;
  readonly correlation_id: string;
}

export const claimedColumns =
  'n.id, n.channel, n.item, n.attempts, n.inquiries, n.correlation_id, ' +
  '(extract(epoch from coalesce(n.attempted_at, clock_timestamp())) * 1000)::float8 as attempted_ms';

export function claimedFrom(row: ClaimedRow): ClaimedNotice {
  const { id, channel, item, attempts, inquiries } = row;
  const attemptedAt = new Date(row.attempted_ms);
  return { id, channel, item, attempts, inquiries, attemptedAt, correlationId: row.correlation_id };
}
