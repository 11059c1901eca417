import type { PersonId } from '#libs/contracts/identity.js';
import type { Fact, Language, NoticeChannel } from '#libs/contracts/vocabulary.js';

/**
 * One thing a handler may do, offered as a link that opens an answer with the command already in it.
 * `verb` is the word as the command reader knows it (接单); `body` what the answer begins with, by default the verb.
 */
export interface CommandOffer {
  readonly verb: string;
  readonly label: string;
  readonly body?: string;
}

/** A line of what is known, e.g. `类别: 漏水`. */
export interface NoticeFact {
  readonly label: string;
  readonly value: string;
}

/** What somebody wrote, shown as such, e.g. the complaint. */
export interface NoticeQuote {
  readonly title: string;
  readonly text: string;
}

/** Address: mail address or E.164 number, as `channel` says. */
export type NoticeRecipient =
  | { readonly kind: 'party'; readonly address: string; readonly name: string | null; readonly channel: NoticeChannel }
  | {
      readonly kind: 'person';
      readonly personId: PersonId;
      readonly address: string;
      readonly name: string;
      readonly channel: NoticeChannel;
    };

/** A notice to be: what is to be said to whom. It holds personal data, and so lives in memory and in the vault only. */
export interface NoticeIntent {
  /** Key of the preset's template, else of config/templates. */
  readonly template: string;
  readonly recipient: NoticeRecipient;
  readonly language: Language;
  /** What the template needs; `number`, `organisation`, `recipient` and `greeting` are added. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly offers: readonly CommandOffer[];
  /** Shown under the text of a mail; nothing of it goes into an SMS. */
  readonly facts?: readonly NoticeFact[];
  readonly quotes?: readonly NoticeQuote[];
  /** Files that go along with a mail. */
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
  /** Lines to be filled in and sent back, between the two marker lines. */
  readonly form?: string | null;
  /** Never held back by undo window or quiet hours. */
  readonly urgent: boolean;
  /** Goes out in quiet hours too: a limit that runs round the clock waits for it. */
  readonly despiteQuietHours?: boolean;
  /** Must be told within this time, milliseconds: quiet hours that last longer do not hold it. */
  readonly withinMs?: number | null;
  /** Undo window, milliseconds; 0: goes at once. */
  readonly holdMs: number;
  /** Becomes a fact of the case when the notice is told. */
  readonly factWhenTold: Fact | null;
  /** Message-ID that this answers, without angle brackets. */
  readonly thread: string | null;
}
