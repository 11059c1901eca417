import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailAddress } from '../mime/mail-address.js';

/** What a mail of ours consists of. The same draft gives the same bytes, so that a repeated send is a true copy. */
export interface MailDraft {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc?: readonly MailAddress[];
  /** Where answers go; carries the token where the address mode allows. */
  readonly replyTo?: MailAddress;
  /** Envelope sender; '' for the null path, which answers to machines must have (RFC 3834 4). Default: `from`. */
  readonly envelopeFrom?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Without angle brackets, from `noticeMessageId`. */
  readonly messageId: string;
  /** Business time of the notice. */
  readonly date: Date;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** RFC 3834 5: `auto-replied` answers a mail, `auto-generated` is sent of our own accord. */
  readonly automatic: 'auto-replied' | 'auto-generated';
  /** The mailbox that `List-Unsubscribe` of periodic reports points to; none for case mail. */
  readonly unsubscribe?: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly type: string;
    readonly content: Buffer;
    readonly contentId?: string;
  }[];
}

export interface ComposedMail {
  readonly raw: Buffer;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly messageId: string;
}

/** A header value on one line: nothing in a name or subject can start a header of its own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u0000\u2028\u2029]+/gu, ' ').trim();
}

function boundarySeed(draft: MailDraft): string {
  return createHash('sha256').update(draft.messageId).digest('hex').slice(0, 24);
}

/**
 * Builds the MIME form of a mail (RFC 5322) with the headers that keep machines from answering (RFC 3834,
 * X-Auto-Response-Suppress for Exchange). Deterministic for the same draft.
 */
export async function composeMail(draft: MailDraft): Promise<ComposedMail> {
  const references = [...(draft.references ?? []), ...(draft.inReplyTo === undefined ? [] : [draft.inReplyTo])];
  const mailbox = (address: MailAddress): { name: string; address: string } => ({
    name: oneLine(address.name),
    address: oneLine(address.address),
  });
  const composer = new MailComposer({
    from: mailbox(draft.from),
    to: draft.to.map(mailbox),
    ...(draft.cc === undefined ? {} : { cc: draft.cc.map(mailbox) }),
    ...(draft.replyTo === undefined ? {} : { replyTo: mailbox(draft.replyTo) }),
    subject: oneLine(draft.subject),
    text: draft.text,
    ...(draft.html === undefined ? {} : { html: draft.html }),
    messageId: `<${draft.messageId}>`,
    date: draft.date,
    ...(draft.inReplyTo === undefined ? {} : { inReplyTo: `<${draft.inReplyTo}>` }),
    ...(references.length === 0 ? {} : { references: [...new Set(references)].map((id) => `<${id}>`).join(' ') }),
    headers: {
      'Auto-Submitted': draft.automatic,
      'X-Auto-Response-Suppress': 'All',
      'X-Redress-Notice': draft.messageId,
      ...(draft.unsubscribe === undefined
        ? {}
        : { 'List-Unsubscribe': `<mailto:${draft.unsubscribe}?subject=unsubscribe>` }),
    },
    attachments: (draft.attachments ?? []).map((file) => ({
      filename: file.name,
      contentType: file.type,
      content: file.content,
      ...(file.contentId === undefined ? {} : { cid: file.contentId }),
    })),
    baseBoundary: boundarySeed(draft),
    // Nothing in a draft may make the composer read files or fetch addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  const to = [...draft.to, ...(draft.cc ?? [])].map((address) => address.address);
  return { raw, envelope: { from: draft.envelopeFrom ?? draft.from.address, to }, messageId: draft.messageId };
}
