/** One field of a header block: `name` in lower case, `bytes` unfolded and still undecoded (RFC 5322 2.2). */
export interface HeaderField {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Where the body begins. */
  readonly bodyStart: number;
  readonly truncated: boolean;
}

/** More than any honest mail has; a mail with 10,000 header lines still goes through whole. */
const MAX_FIELDS = 20_000;
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_FIELD_BYTES = 256 * 1024;

const LF = 0x0a;
const CR = 0x0d;

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

function fieldOf(lines: readonly Buffer[]): HeaderField | null {
  const bytes = lines.length === 1 && lines[0] !== undefined ? lines[0] : Buffer.concat(lines);
  const colon = bytes.indexOf(0x3a);
  if (colon <= 0) {
    return null;
  }
  const name = bytes.toString('latin1', 0, colon).trim().toLowerCase();
  if (!/^[\x21-\x7e]{1,200}$/u.test(name)) {
    return null;
  }
  return { name, bytes: bytes.subarray(colon + 1, colon + 1 + MAX_FIELD_BYTES) };
}

/**
 * Reads the header block of the entity that lies in `raw` from `start` to `end`. Lines that are no field are
 * passed over; a block without an empty line ends with the entity. Never throws.
 */
export function readHeaderBlock(raw: Buffer, start: number, end: number): HeaderBlock {
  const fields: HeaderField[] = [];
  let at = start;
  let pending: Buffer[] = [];
  let truncated = false;
  const flush = (): void => {
    const field = pending.length > 0 ? fieldOf(pending) : null;
    if (field !== null) {
      fields.push(field);
    }
    pending = [];
  };
  while (at < end) {
    const newline = raw.indexOf(LF, at);
    const lineEnd = newline === -1 || newline >= end ? end : newline;
    const textEnd = lineEnd > at && raw[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    const next = Math.min(lineEnd + 1, end);
    if (textEnd === at) {
      flush();
      return { fields, bodyStart: next, truncated };
    }
    if (fields.length >= MAX_FIELDS || at - start > MAX_BYTES) {
      truncated = true;
    }
    if (!truncated) {
      const line = raw.subarray(at, textEnd);
      if (isBlank(line[0]) && pending.length > 0) {
        pending.push(line);
      } else {
        flush();
        pending = [line];
      }
    }
    at = next;
  }
  flush();
  return { fields, bodyStart: end, truncated };
}
