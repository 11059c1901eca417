import { createHash } from 'node:crypto';
import { readHeaderBlock } from '#libs/mail/mime/header-block.js';

/**
 * Fields that the author's side writes (RFC 5322 3.6.1-3.6.5, RFC 2045). All others (Received, Delivered-To,
 * Return-Path, Authentication-Results, X-Spam-…, ARC-…) differ between two ways of the same mail.
 */
const authorFields = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
]);

export interface MailIdentity {
  /** SHA-256 of what the author sent, the same whichever way it came. To be keyed before it is stored. */
  readonly digest: Buffer;
  /** Without angle brackets; null when there is none. A hint only: two different mails may carry the same. */
  readonly messageId: string | null;
}

/**
 * Identity of a mail by its content: the author's header fields and the body, with line ends and folding made equal.
 * Never throws; what has no header is hashed whole.
 */
export function identifyMail(raw: Buffer): MailIdentity {
  const { fields, bodyStart } = readHeaderBlock(raw, 0, raw.length);
  const kept = fields
    .filter(({ name }) => authorFields.has(name))
    .map(({ name, bytes }) => `${name}:${bytes.toString('latin1').replace(/\s+/gu, ' ').trim()}`);
  const hash = createHash('sha256');
  for (const line of kept.sort(byCodeUnit)) {
    hash.update(line, 'latin1').update('\n');
  }
  hash.update('\n');
  hashBody(hash, raw.subarray(bodyStart));
  return { digest: hash.digest(), messageId: messageIdIn(fields.find(({ name }) => name === 'message-id')?.bytes) };
}

function messageIdIn(bytes: Buffer | undefined): string | null {
  const text = bytes?.toString('latin1') ?? '';
  const id = /<\s*([^<>\s]+)\s*>/u.exec(text)?.[1] ?? text.trim();
  return id === '' ? null : id.slice(0, 998);
}

/** CRLF, CR and LF count the same; empty lines at the end do not count. */
function hashBody(hash: ReturnType<typeof createHash>, body: Buffer): void {
  const end = contentEnd(body);
  let at = 0;
  while (at < end) {
    const cr = body.indexOf(0x0d, at);
    if (cr === -1 || cr >= end) {
      hash.update(body.subarray(at, end));
      return;
    }
    hash.update(body.subarray(at, cr)).update('\n');
    at = body[cr + 1] === 0x0a ? cr + 2 : cr + 1;
  }
}

function contentEnd(body: Buffer): number {
  let end = body.length;
  while (end > 0 && (body[end - 1] === 0x0a || body[end - 1] === 0x0d)) {
    end -= 1;
  }
  return end;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
