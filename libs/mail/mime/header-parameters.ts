import { fromByteText, toByteText } from './byte-text.js';
import { decodeText } from './charset.js';
import { decodeWords } from './encoded-words.js';

/** A value with parameters, such as Content-Type (RFC 2045 5.1): `value` in lower case, names in lower case, values decoded. */
export interface Parametrised {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const MAX_PARAMETERS = 200;

function splitOutsideQuotes(source: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let current = '';
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    if (quoted && char === '\\') {
      current += char + source.charAt(++i);
      continue;
    }
    if (char === '"') {
      quoted = !quoted;
    }
    if (char === ';' && !quoted) {
      parts.push(current);
      current = '';
    } else {
      current += char;
    }
  }
  parts.push(current);
  return parts.slice(0, MAX_PARAMETERS);
}

function unquote(text: string): string {
  const bare = text.trim();
  if (!bare.startsWith('"')) {
    return bare;
  }
  // A back-slash before anything but a quote or itself is a Windows path, not an escape.
  return bare.replace(/^"|"$/gu, '').replace(/\\(["\\])/gu, '$1');
}

function percentBytes(text: string): Buffer {
  return Buffer.concat(
    text
      .split(/(%[0-9A-Fa-f]{2})/u)
      .map((piece) => (/^%[0-9A-Fa-f]{2}$/u.test(piece) ? Buffer.from(piece.slice(1), 'hex') : fromByteText(piece))),
  );
}

interface Segment {
  readonly index: number;
  readonly encoded: boolean;
  readonly text: string;
}

/** Joins the pieces of one parameter (RFC 2231 3 and 4); the charset stands in the first. */
function joinSegments(segments: Segment[]): string {
  segments.sort((a, b) => a.index - b.index);
  if (!segments.some((segment) => segment.encoded)) {
    return decodeWords(fromByteText(segments.map((segment) => segment.text).join('')));
  }
  let charset: string | null = null;
  const bytes = segments.map((segment, position) => {
    if (!segment.encoded) {
      return fromByteText(segment.text);
    }
    const marked = position === 0 ? /^([^']*)'[^']*'(.*)$/su.exec(segment.text) : null;
    if (marked !== null) {
      charset = marked[1] ?? null;
    }
    return percentBytes(marked?.[2] ?? segment.text);
  });
  return decodeText(Buffer.concat(bytes), charset).text;
}

/** Reads a parametrised header value. Never throws; a parameter given twice keeps its first value. */
export function parseParametrised(value: Buffer): Parametrised {
  const [head = '', ...rest] = splitOutsideQuotes(toByteText(value));
  const pieces = new Map<string, Segment[]>();
  for (const part of rest) {
    const match = /^\s*([^=\s*]+)(?:\*(\d{1,3}))?(\*)?\s*=(.*)$/su.exec(part);
    if (match === null) {
      continue;
    }
    const name = (match[1] ?? '').toLowerCase();
    const extended = match[2] !== undefined || match[3] !== undefined;
    const segment = { index: Number(match[2] ?? 0), encoded: match[3] !== undefined, text: unquote(match[4] ?? '') };
    const key = extended ? `${name}*` : name;
    const known = pieces.get(key) ?? [];
    if (!known.some((other) => other.index === segment.index)) {
      pieces.set(key, [...known, segment]);
    }
  }
  const parameters = new Map<string, string>();
  // The extended form wins over the plain one that stands beside it for old readers (RFC 6266 4.3, as in mail).
  for (const [key, segments] of [...pieces].sort(([a], [b]) => Number(b.endsWith('*')) - Number(a.endsWith('*')))) {
    const name = key.replace(/\*$/u, '');
    if (!parameters.has(name)) {
      parameters.set(name, joinSegments(segments));
    }
  }
  return { value: head.trim().toLowerCase(), parameters };
}
