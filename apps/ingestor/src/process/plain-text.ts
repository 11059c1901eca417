import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { findTokens } from '#libs/mail/token/reply-token.js';
import { findCaseNumbers } from './find-case-numbers.js';

/** A text that quotes nothing and has no signature: a text message, a form. */
export function plainText(full: string): StoredMessage['text'] {
  return { full, new: full, own: full, quoted: '', signature: '', interleaved: false };
}

/** What such a text may say of a case of ours. */
export function foundIn(text: string, numbers: RegExp | null): StoredMessage['found'] {
  return {
    tokens: findTokens(text).map(({ token }) => token),
    caseNumbers: findCaseNumbers(text, numbers),
    references: [],
  };
}
