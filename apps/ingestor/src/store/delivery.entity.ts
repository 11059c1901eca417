import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Channel, DmarcVerdict } from '#libs/contracts/vocabulary.js';
import type { Outcome, OutcomeReason } from '../ledger/outcome.js';

/**
 * announced  a mail server lists it; its content has not been fetched
 * received   its raw content is in the vault, it waits to be read
 * ended      it has its outcome
 */
export type DeliveryState = 'announced' | 'received' | 'ended';

export type Transport = 'smtp' | 'imap' | 'sms' | 'form';

/**
 * Where a mail lies on its server: `inbox` still where it came, `processed` moved, `copied` a copy lies in the processed
 * folder and the original is marked as deleted, `left` the server lets us do neither, `gone` somebody else moved it.
 */
export type Placement = 'inbox' | 'processed' | 'copied' | 'left' | 'gone';

/**
 * message-id-reused  another mail carried the same Message-ID with other content
 * truncated          only its beginning was taken
 * file-infected      a file of it stays in quarantine
 * files-unscanned    files of it wait for the virus scanner
 */
export type DeliveryFlag = 'message-id-reused' | 'truncated' | 'file-infected' | 'files-unscanned';

/** One row of the ledger: one arrival over one transport. `id` is also its erasure group in the vault. */
export const DeliveryEntity = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  schema: 'intake',
  properties: {
    id: p.uuid().primary(),
    transport: p.string().$type<Transport>(),
    /** Key of the mailbox, SMS entry or form in the intake plan. */
    point: p.string(),
    /** Unique within transport and point: UIDVALIDITY and UID, SMTP transaction, provider's id, idempotency key. */
    identity: p.string(),
    preset: p.string(),
    unit: p.string(),
    channel: p.string().$type<Channel>(),
    origin: p.string(),
    /** Business time. */
    receivedAt: p.datetime(),
    sizeBytes: p.integer().nullable(),
    contentFingerprint: p.string().nullable(),
    messageIdFingerprint: p.string().nullable(),
    flags: p.array().$type<DeliveryFlag[]>(),
    /** Null until it is read. */
    dmarc: p.string().$type<DmarcVerdict>().nullable(),
    state: p.string().$type<DeliveryState>(),
    outcome: p.string().$type<Outcome>().nullable(),
    reason: p.string().$type<OutcomeReason>().nullable(),
    duplicateOf: p.uuid().nullable(),
    /** Times that work on it began and came to an end; the difference is how often the process died over it. */
    started: p.integer(),
    finished: p.integer(),
    /** How often the transport brought the same identity again. */
    seenAgain: p.integer(),
    folder: p.string().nullable(),
    uidValidity: p.string().nullable(),
    uid: p.integer().nullable(),
    placement: p.string().$type<Placement>().nullable(),
    /** Business time. */
    endedAt: p.datetime().nullable(),
  },
});

export type Delivery = InferEntity<typeof DeliveryEntity>;
