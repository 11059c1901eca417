import { readHeaderBlock, type HeaderField } from './header-block.js';
import { parseParametrised, type Parametrised } from './header-parameters.js';
import { decodeTransfer } from './transfer-encoding.js';

/** One entity of the MIME tree (RFC 2046). Bodies are views on the raw mail, not copies. */
export interface MimeEntity {
  readonly fields: readonly HeaderField[];
  readonly type: Parametrised;
  readonly disposition: Parametrised | null;
  readonly encoding: string;
  /** The entity as it arrived, header included. */
  readonly raw: Buffer;
  readonly body: Buffer;
  readonly children: readonly MimeEntity[];
}

export type MimeFault = 'headers-cut' | 'too-deep' | 'too-many-parts' | 'boundary-missing';

export const MAX_DEPTH = 40;
export const MAX_PARTS = 2_000;

interface Reading {
  parts: number;
  readonly faults: Set<MimeFault>;
}

export function firstField(fields: readonly HeaderField[], name: string): Buffer | null {
  return fields.find((field) => field.name === name)?.bytes ?? null;
}

/** The content of an entity after its transfer encoding. */
export function contentOf(entity: MimeEntity): Buffer {
  return decodeTransfer(entity.body, entity.encoding);
}

/** Ranges between the boundary lines (RFC 2046 5.1); a missing closing line ends the last part with the entity. */
function splitByBoundary(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Buffer[] = [];
  let open = -1;
  let at = 0;
  for (;;) {
    const found = body.indexOf(mark, at);
    if (found === -1) {
      break;
    }
    at = found + mark.length;
    if (found > 0 && body[found - 1] !== 0x0a) {
      continue;
    }
    const newline = body.indexOf(0x0a, at);
    const rest = body.toString('latin1', at, newline === -1 ? body.length : newline).trim();
    const closes = rest.startsWith('--');
    // A longer boundary that begins alike belongs to another multipart.
    if (!closes && rest !== '') {
      continue;
    }
    if (open !== -1) {
      let end = found;
      if (end > open && body[end - 1] === 0x0a) {
        end--;
      }
      if (end > open && body[end - 1] === 0x0d) {
        end--;
      }
      parts.push(body.subarray(open, Math.max(open, end)));
    }
    open = closes ? -1 : newline === -1 ? body.length : newline + 1;
    if (closes || parts.length >= MAX_PARTS) {
      break;
    }
  }
  if (open !== -1 && open < body.length) {
    parts.push(body.subarray(open));
  }
  return parts;
}

/** Some senders put a transfer encoding over a whole multipart, which RFC 2045 6.4 forbids. */
function rangesOf(entity: Pick<MimeEntity, 'body' | 'encoding'>, boundary: string): Buffer[] {
  const ranges = splitByBoundary(entity.body, boundary);
  return ranges.length > 0 ? ranges : splitByBoundary(decodeTransfer(entity.body, entity.encoding), boundary);
}

const plainText: Parametrised = { value: 'text/plain', parameters: new Map() };

function readEntity(raw: Buffer, depth: number, fallback: Parametrised, reading: Reading): MimeEntity {
  reading.parts++;
  const header = readHeaderBlock(raw, 0, raw.length);
  if (header.truncated) {
    reading.faults.add('headers-cut');
  }
  const typeBytes = firstField(header.fields, 'content-type');
  const declared = typeBytes === null ? fallback : parseParametrised(typeBytes);
  const type = /^[\w.+-]+\/[\w.+-]+$/u.test(declared.value)
    ? declared
    : { value: declared.value === 'text' ? 'text/plain' : fallback.value, parameters: declared.parameters };
  const dispositionBytes = firstField(header.fields, 'content-disposition');
  const body = raw.subarray(header.bodyStart);
  const entity = {
    fields: header.fields,
    type,
    disposition: dispositionBytes === null ? null : parseParametrised(dispositionBytes),
    encoding: firstField(header.fields, 'content-transfer-encoding')?.toString('latin1').trim().toLowerCase() ?? '',
    raw,
    body,
  };
  if (!type.value.startsWith('multipart/')) {
    return { ...entity, children: [] };
  }
  const boundary = type.parameters.get('boundary');
  const ranges = boundary === undefined || boundary === '' ? [] : rangesOf(entity, boundary);
  if (ranges.length === 0) {
    reading.faults.add('boundary-missing');
    return { ...entity, type: plainText, children: [] };
  }
  if (depth >= MAX_DEPTH) {
    reading.faults.add('too-deep');
    return { ...entity, type: { value: 'application/octet-stream', parameters: new Map() }, children: [] };
  }
  const inside: Parametrised =
    type.value === 'multipart/digest' ? { value: 'message/rfc822', parameters: new Map() } : plainText;
  const children: MimeEntity[] = [];
  for (const range of ranges) {
    if (reading.parts >= MAX_PARTS) {
      reading.faults.add('too-many-parts');
      break;
    }
    children.push(readEntity(range, depth + 1, inside, reading));
  }
  return { ...entity, children };
}

/** LF line ends, an mbox line or byte order mark at the front taken off. */
function normaliseStart(raw: Buffer): Buffer {
  let bytes = raw;
  if (bytes.length > 0 && !bytes.includes(0x0a) && bytes.includes(0x0d)) {
    bytes = Buffer.from(bytes);
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] === 0x0d) {
        bytes[i] = 0x0a;
      }
    }
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    bytes = bytes.subarray(3);
  }
  if (bytes.subarray(0, 5).toString('latin1') === 'From ') {
    const newline = bytes.indexOf(0x0a);
    if (newline !== -1) {
      bytes = bytes.subarray(newline + 1);
    }
  }
  return bytes;
}

/** Field names of which a mail's header has at least one. */
const usualField =
  /^(?:from|to|cc|bcc|subject|date|sender|received|message-id|mime-version|return-path|reply-to|references|in-reply-to|delivered-to|precedence|auto-submitted|priority|importance|keywords|comments|status|errors-to|apparently-to|dkim-signature|thread-.*|authentication-results|(?:x|content|list|arc|resent|received|envelope|disposition|original|feedback)-.*)$/u;

/** Text without a header at all: nothing of it may be taken for one and be lost. */
function withHeader(raw: Buffer): Buffer {
  const { fields, bodyStart } = readHeaderBlock(raw, 0, raw.length);
  if (bodyStart === 0 || fields.some((field) => usualField.test(field.name))) {
    return raw;
  }
  return Buffer.concat([Buffer.from('\n'), raw]);
}

/** Reads the MIME tree of a mail. Never throws; faults name what was cut. */
export function readMime(raw: Buffer): { root: MimeEntity; faults: ReadonlySet<MimeFault> } {
  const reading: Reading = { parts: 0, faults: new Set() };
  const root = readEntity(withHeader(normaliseStart(raw)), 0, plainText, reading);
  return { root, faults: reading.faults };
}
