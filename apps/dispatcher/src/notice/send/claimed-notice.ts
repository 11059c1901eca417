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
  readonly correlationId: string;
}

export interface ClaimedRow {
  readonly id: NoticeId;
  readonly channel: NoticeChannel;
  readonly item: VaultItemId;
  readonly attempts: number;
  readonly correlation_id: string;
}

export const claimedColumns = 'n.id, n.channel, n.item, n.attempts, n.correlation_id';

export function claimedFrom(row: ClaimedRow): ClaimedNotice {
  const { id, channel, item, attempts } = row;
  return { id, channel, item, attempts, correlationId: row.correlation_id };
}
