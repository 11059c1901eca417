import { createHash } from 'node:crypto';
import { readMail } from './read-mail.js';
import type { ParsedMail } from './parsed-mail.js';

/**
 * Reads a mail (RFC 5322, MIME) within a budget of time and parts. Never throws: a mail that cannot be read at all
 * comes back with its raw form as the one attachment and the warning `parse-failed`.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- large mails are handed to a worker
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  try {
    return readMail(raw, performance.now() + PARSE_BUDGET_MS, 0);
  } catch {
    return rawOnly(raw);
  }
}

/** Milliseconds after which helpers are no longer started and parts are attached as they are. */
export const PARSE_BUDGET_MS = 1_200;

/** The mail as an attachment of itself: the last resort, so that a person can still look at it. */
export function rawOnly(raw: Buffer): ParsedMail {
  return {
    headers: [],
    contentType: { value: 'application/octet-stream', reportType: null },
    from: null, sender: null, returnPath: null, replyTo: [], to: [], cc: [], deliveredTo: [],
    subject: '', date: null, messageId: '', inReplyTo: null, references: [],
    text: '', textFrom: 'none', htmlLines: null,
    attachments: [{
      name: 'mail.eml', type: 'message/rfc822', content: raw, size: raw.length,
      sha256: createHash('sha256').update(raw).digest('hex'), inline: false, contentId: null,
    }],
    nested: [], report: null, returnedHeaders: null, calendar: [], signature: null,
    warnings: ['parse-failed'],
  };
}
