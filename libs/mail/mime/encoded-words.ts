import { decodeText } from './charset.js';

/** An encoded word (RFC 2047), tolerant of blanks inside and of a language tag (RFC 2231 5). */
const encodedWord =
  /=\?([\w.:+-]{2,40})(?:\*[\w-]*)?\?([bBqQ])\?((?:(?!=\?[\w.:+-]{2,40}\?[bBqQ]\?)[^\r\n])*?)\?=(?![0-9A-Fa-f]{2}[=_])/gu;

function bytesOf(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') {
    return Buffer.from(text.replace(/[^A-Za-z0-9+/]/gu, ''), 'base64');
  }
  const plain = text
    .replace(/_/gu, ' ')
    .replace(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/**
 * Decodes a header value: encoded words (neighbours of one charset are joined as bytes first, since senders cut
 * inside characters), raw 8-bit bytes by detection. Never throws; what cannot be decoded stays as it is.
 */
export function decodeWords(value: Buffer | string): string {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
  const source = bytes.toString('latin1');
  if (!source.includes('=?')) {
    return decodeText(bytes, null).text;
  }
  let out = '';
  let last = 0;
  let pending: { charset: string; parts: Buffer[] } | null = null;
  const flush = (): void => {
    if (pending !== null) {
      out += decodeText(Buffer.concat(pending.parts), pending.charset).text;
    }
    pending = null;
  };
  for (const match of source.matchAll(encodedWord)) {
    const between = source.slice(last, match.index);
    const charset = (match[1] ?? '').toLowerCase();
    const word = bytesOf(match[2] ?? 'q', match[3] ?? '');
    const adjoins = pending !== null && /^[ \t\r\n]*$/u.test(between);
    if (!adjoins || (pending as { charset: string } | null)?.charset !== charset) {
      flush();
      if (!adjoins) {
        out += decodeText(Buffer.from(between, 'latin1'), null).text;
      }
      pending = { charset, parts: [] };
    }
    (pending as unknown as { parts: Buffer[] }).parts.push(word);
    last = match.index + match[0].length;
  }
  flush();
  return out + decodeText(Buffer.from(source.slice(last), 'latin1'), null).text;
}
