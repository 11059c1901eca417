import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CaseId, NoticeId, PersonId } from '#libs/contracts/identity.js';
import type { Fact, NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { VaultItemId } from '#libs/vault/vault-item.js';
import type { ConfigSendCode, RejectedSendCode } from '../transport/send-codes.js';

/**
 * intended   on record, not sent: waits for its instant, the undo window, or the next attempt
 * sending    claimed; after a crash a mail is sent again, an SMS is asked about
 * told       accepted by the next mail server or SMS provider
 * failed     will not arrive, see `failure`
 * in-doubt   an SMS that the provider may or may not have
 * cancelled  taken back before it went, or over its budget
 */
export type NoticeState = 'intended' | 'sending' | 'told' | 'failed' | 'in-doubt' | 'cancelled';

const NoticeSchema = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  schema: 'cases',
  properties: {
    id: p.uuid().primary().$type<NoticeId>(),
    /** First 16 characters of the reply token: by it an answer finds its notice. */
    handle: p.string().unique(),
    caseId: p.uuid().$type<CaseId>(),
    recipientKind: p.string().$type<'party' | 'person'>(),
    personId: p.string().$type<PersonId>().nullable(),
    /** Claim of the token: the person's key, or the keyed fingerprint of the party's address. */
    recipientId: p.string(),
    template: p.string(),
    channel: p.string().$type<NoticeChannel>(),
    item: p.uuid().$type<VaultItemId>(),
    state: p.string().$type<NoticeState>(),
    /** Business time: not sent earlier. */
    notBefore: p.datetime(),
    urgent: p.boolean(),
    attempts: p.integer().default(0),
    /** How often the provider was asked about the last attempt, of an SMS in doubt. */
    inquiries: p.integer().default(0),
    /** Machine time at which the last attempt began. */
    attemptedAt: p.datetime().nullable(),
    /** Without angle brackets; the same at every attempt. */
    messageId: p.string().unique(),
    /** The server's or gateway's own id for it. */
    providerReference: p.string().nullable(),
    fact: p.string().$type<Fact>().nullable(),
    failure: p.string().$type<NoticeFailureCode>().nullable(),
    /** Chain that it was intended in; what its outcome sets off belongs to the same. */
    correlationId: p.string(),
    createdAt: p.datetime(),
    /** Claim of the token: no command is taken by it afterwards. */
    expiresAt: p.datetime(),
    toldAt: p.datetime().nullable(),
    /** Machine time: the provider said yes, the outcome is not on record yet. */
    acceptedAt: p.datetime().nullable(),
    leaseUntil: p.datetime().nullable(),
    nextAttemptAt: p.datetime().nullable(),
  },
});
/** A row of `cases.notice`: ids, codes and instants. Words and address lie in the vault. */
export class Notice extends NoticeSchema.class {}
NoticeSchema.setClass(Notice);

/**
 * of RejectedSendCode, ConfigSendCode, frequency-limited  by mail server or provider (RFC 5321 5yz), see send-codes.ts
 * gave-up      every attempt of the ladder failed for reasons that might have passed
 * in-doubt     nobody could say whether the SMS went
 * bounced      reported back later (RFC 3464)
 * erased       its content was erased before it went
 * loop-budget  too many of the same to the same (RFC 3834 5)
 * taken-back   by 撤销, or its reason is gone
 */
export type NoticeFailureCode =
  | RejectedSendCode
  | ConfigSendCode
  | 'frequency-limited'
  | 'gave-up'
  | 'in-doubt'
  | 'bounced'
  | 'erased'
  | 'loop-budget'
  | 'taken-back';
