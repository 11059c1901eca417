import { createHash } from 'node:crypto';
import { parseInWorker, workerFile } from './parse-in-worker.js';
import { readHeadersOnly, readMail } from './read-mail.js';
import type { ParsedMail, ParseWarning } from './parsed-mail.js';

/** What one mail may cost. */
export interface ParseLimits {
  /** Milliseconds after which no further helper is started and parts are attached as they are. */
  readonly budgetMs: number;
  /** Milliseconds for a large mail altogether; beyond it only its header is read. */
  readonly limitMs: number;
}

/** For services: a busy machine must not cost an honest mail with many photographs its text. */
export const serviceLimits: ParseLimits = { budgetMs: 5_000, limitMs: 15_000 };
/** For a person who waits: under two seconds, start included, for any mail. */
export const promptLimits: ParseLimits = { budgetMs: 700, limitMs: 1_300 };

/** From this size on a mail is read in a thread of its own, with limits. */
const ISOLATE_BYTES = 1024 * 1024;
const WORKER_HEAP_MB = 512;

/**
 * Reads a mail (RFC 5322, MIME) within a budget of time and memory. Never throws: where the budget is used up, or on a
 * bug of a helper, the header is read alone and the whole mail is its one attachment, with a warning.
 */
export async function parseMail(raw: Buffer, limits: ParseLimits = serviceLimits): Promise<ParsedMail> {
  const file = raw.length >= ISOLATE_BYTES ? workerFile() : null;
  if (file !== null) {
    return (
      (await parseInWorker(file, raw, { ...limits, heapMb: WORKER_HEAP_MB })) ?? rawAttached(raw, 'budget-exceeded')
    );
  }
  try {
    return readMail(raw, performance.now() + limits.budgetMs, 0);
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
