import type { DmarcVerdict } from '#libs/contracts/vocabulary.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { ForwardedMail } from '../passed-on/forwarded-mail.js';
import type { IncomingSms, SmsPart } from '../sms/sms.provider.js';
import type { RecognisedFax } from '../fax/gateway/recognise-fax.js';
import type { BounceLine } from '../sort/sort-message.js';

/** A file of a message before it is sealed. */
export interface ReadFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly inline: boolean;
}

/** What was read out of a delivery's raw content, nothing of it stored yet. */
export interface ReadContent {
  /** The message as it will be sealed, but for its files. */
  readonly message: Omit<StoredMessage, 'attachments'>;
  readonly files: readonly ReadFile[];
  readonly bounces: readonly BounceLine[];
  /** The automatic answer says that the person is away. */
  readonly absent: boolean;
  /** What a provider says became of a text message of ours; `outcome` null: nothing yet. */
  readonly receipt: { readonly status: string; readonly outcome: BounceLine['outcome'] | null } | null;
  /** Set where this is a piece of a long text message: to be read together with the others. */
  readonly piece: (IncomingSms & { readonly part: SmsPart }) | null;
  /** Set where this is a fax that a gateway passed on; its pages are among the files. */
  readonly fax: RecognisedFax | null;
  readonly dmarc: DmarcVerdict;
  /** The mail that this one forwards; left out where it is none. */
  readonly forwarded?: ForwardedMail | null;
}

/** `unreadable`: not in the form that was agreed with whoever sent it. Mail never is: it has no agreed form. */
export type ReadResult = { readonly kind: 'content'; readonly content: ReadContent } | { readonly kind: 'unreadable' };
