import { createHmac, timingSafeEqual } from 'node:crypto';
import { encodeBase32 } from './base32.js';

/** What a token vouches for: this notice, about this case, went to this recipient and is good until then. */
export interface TokenClaims {
  readonly noticeId: string;
  readonly caseId: string;
  /** Roster key of the person or fingerprint of the party. */
  readonly recipientId: string;
  /** End of validity, compared to the second. */
  readonly expiry: Date;
}

/** `handle` finds the notice in the dispatcher's table (16 characters, 80 bits); `token` is the handle and its MAC (40 characters). */
export interface ReplyToken {
  readonly token: string;
  readonly handle: string;
}

export type TokenVerdict = 'valid' | 'expired' | 'forged';

/** Where a token was found. The body counts least: it may have been pasted. */
export interface FoundToken {
  readonly token: string;
  readonly handle: string;
}

const HANDLE_CHARS = 16;
const TOKEN_CHARS = 40;
const HANDLE_BYTES = 10;
const MAC_BYTES = 15;

function digest(key: Buffer, purpose: string, parts: readonly string[]): Buffer {
  const mac = createHmac('sha256', key).update(`redress/${purpose}/1`);
  // The length before each part keeps ("ab","c") and ("a","bc") apart.
  for (const part of parts) {
    mac.update(`${String(Buffer.byteLength(part))}:${part}`);
  }
  return mac.digest();
}

function macOf(handle: string, claims: TokenClaims, key: Buffer): string {
  const seconds = String(Math.floor(claims.expiry.getTime() / 1000));
  return encodeBase32(
    digest(key, 'token', [handle, claims.noticeId, claims.caseId, claims.recipientId, seconds]).subarray(0, MAC_BYTES),
  );
}

/** The token of a notice: the same for the same claims and key, so that a repeated send carries the same Message-ID. */
export function issueToken(claims: TokenClaims, key: Buffer): ReplyToken {
  const handle = encodeBase32(digest(key, 'handle', [claims.noticeId]).subarray(0, HANDLE_BYTES));
  return { handle, token: handle + macOf(handle, claims, key) };
}

/**
 * Checks a token that was found against the claims that the dispatcher has on record for its handle, under each key
 * that is still accepted. Compares in constant time. `now` is business time.
 */
export function verifyToken(
  token: string,
  claims: TokenClaims,
  keys: Buffer | readonly Buffer[],
  now?: Date,
): TokenVerdict {
  const given = normaliseToken(token);
  if (given.length !== TOKEN_CHARS) {
    return 'forged';
  }
  const handle = given.slice(0, HANDLE_CHARS);
  const candidates = Buffer.isBuffer(keys) ? [keys] : keys;
  let fits = false;
  for (const key of candidates) {
    const expected = Buffer.from(macOf(handle, claims, key), 'latin1');
    if (timingSafeEqual(expected, Buffer.from(given.slice(HANDLE_CHARS), 'latin1'))) {
      fits = true;
    }
  }
  if (!fits) {
    return 'forged';
  }
  return now !== undefined && now.getTime() > claims.expiry.getTime() ? 'expired' : 'valid';
}

/** Lower case, and the digits that people and OCR write for letters that base32 has. */
export function normaliseToken(text: string): string {
  return text
    .toLowerCase()
    .replace(/0/gu, 'o')
    .replace(/1/gu, 'l')
    .replace(/8/gu, 'b')
    .replace(/[^a-z2-7]/gu, '');
}

const tokenForm = /(?<![A-Za-z0-9])[A-Za-z0-8]{40}(?![A-Za-z0-9])/gu;

/**
 * Tokens in a text, an address (`complaints+TOKEN@…`), a header or a Message-ID (`<TOKEN@…>`), in the order of their
 * appearance and each once. Only the form is looked at: 40 hex digits of somebody's commit may be among them, and
 * their MAC will not fit.
 */
export function findTokens(text: string): FoundToken[] {
  const tokens = new Set<string>();
  for (const match of text.slice(0, 4 * 1024 * 1024).matchAll(tokenForm)) {
    const token = normaliseToken(match[0]);
    if (token.length === TOKEN_CHARS) {
      tokens.add(token);
    }
  }
  return [...tokens].map((token) => ({ token, handle: token.slice(0, HANDLE_CHARS) }));
}

/** How the token stands in a subject: `[号码·token]`. */
export function subjectMark(caseNumber: string, token: string): string {
  return `[${caseNumber}·${token}]`;
}

/** Message-ID of a notice, without angle brackets. */
export function noticeMessageId(token: string, domain: string): string {
  return `${token}@${domain}`;
}

/** `local+TOKEN@domain` (mode `plus`), or `TOKEN@domain` (mode `catch-all`), or the address itself (mode `none`). */
export function replyAddress(mode: 'plus' | 'catch-all' | 'none', mailbox: string, token: string): string {
  const at = mailbox.lastIndexOf('@');
  switch (mode) {
    case 'plus':
      return `${mailbox.slice(0, at)}+${token}${mailbox.slice(at)}`;
    case 'catch-all':
      return `${token}${mailbox.slice(at)}`;
    case 'none':
      return mailbox;
    default:
      return mode satisfies never;
  }
}
