import { createHash } from 'node:crypto';
import { parseInWorker, workerFile } from './parse-in-worker.js';
import { readHeadersOnly, readMail } from './read-mail.js';
import type { ParsedMail, ParseWarning } from './parsed-mail.js';

/** Milliseconds after which helpers are no longer started and parts are attached as they are. */
export const PARSE_BUDGET_MS = 1_000;
/** From this size on a mail is read in a thread of its own, with limits. */
const ISOLATE_BYTES = 1024 * 1024;
const WORKER_LIMITS = { limitMs: 1_500, heapMb: 512, budgetMs: PARSE_BUDGET_MS };

/**
 * Reads a mail (RFC 5322, MIME) within a budget of time and memory. Never throws: where the budget is used up, or on a
 * bug of a helper, the header is read alone and the whole mail is its one attachment, with a warning.
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  const file = raw.length >= ISOLATE_BYTES ? workerFile() : null;
  if (file !== null) {
    return (await parseInWorker(file, raw, WORKER_LIMITS)) ?? rawAttached(raw, 'budget-exceeded');
  }
  try {
    return readMail(raw, performance.now() + PARSE_BUDGET_MS, 0);
  } catch {
    return rawAttached(raw, 'parse-failed');
  }
}

/** The header, and the mail as an attachment of itself: the last resort, so that a person can still look at it. */
export function rawAttached(raw: Buffer, warning: ParseWarning): ParsedMail {
  const sha256 = createHash('sha256').update(raw).digest('hex');
  const attachment = {
    name: 'mail.eml',
    type: 'message/rfc822',
    content: raw,
    size: raw.length,
    sha256,
    inline: false,
    contentId: null,
  };
  const head = readHeadersOnly(raw);
  return { ...head, attachments: [attachment], warnings: [...new Set([...head.warnings, warning])] };
}
