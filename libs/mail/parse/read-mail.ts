import { decodeWords } from '../mime/encoded-words.js';
import { parseAddresses } from '../mime/mail-address.js';
import { parseMailDate } from '../mime/mail-date.js';
import { readHeaderBlock, type HeaderField } from '../mime/header-block.js';
import { contentOf, firstField, readMime, type MimeEntity } from '../mime/mime-entity.js';
import { attachmentOf, collectParts, type CollectedParts } from './collect-parts.js';
import { chooseText } from './choose-text.js';
import { readCalendar } from './calendar/read-calendar.js';
import { readTnef } from './tnef/read-tnef.js';
import { readSignature } from './smime/read-signature.js';
import type { CalendarEvent, Header, ParsedAttachment, ParsedMail, ParseWarning, ReportPart } from './parsed-mail.js';

const MAX_NESTED_DEPTH = 6;
const MAX_NESTED = 200;
const MAX_ATTACHMENTS = 1_000;

function decodeFields(fields: readonly HeaderField[]): Header[] {
  return fields.map((field) => ({ name: field.name, value: decodeWords(field.bytes).replace(/\s+/gu, ' ').trim() }));
}

/** Ids between angle brackets (RFC 5322 3.6.4); bare ones too, since some senders forget the brackets. */
function idsOf(value: Buffer | null): string[] {
  if (value === null) {
    return [];
  }
  // Comments and blanks inside the brackets are the old form (RFC 5322 4.5.4).
  const text = value
    .subarray(0, 64 * 1024)
    .toString('latin1')
    .replace(/<[^<>]{1,998}>/gu, (id) => id.replace(/\([^()]*\)|\s+/gu, ''));
  const bracketed = [...text.matchAll(/<\s*([^<>\s]{1,998})\s*>/gu)].map((match) => match[1] ?? '');
  if (bracketed.length > 0) {
    return [...new Set(bracketed)];
  }
  return [...new Set(text.split(/[\s,;]+/u).filter((word) => word.includes('@')))];
}

function returnPathOf(fields: readonly HeaderField[]): string | null {
  const value = firstField(fields, 'return-path')?.toString('latin1').trim();
  if (value === undefined) {
    return null;
  }
  return value === '' ? null : (/<\s*([^<>]*?)\s*>/u.exec(value)?.[1] ?? value);
}

/** Groups of fields between empty lines, as reports carry them (RFC 3464 2.1). */
function fieldGroups(content: Buffer): Header[][] {
  const groups: Header[][] = [];
  let at = 0;
  while (at < content.length && groups.length < 500) {
    const block = readHeaderBlock(content, at, content.length);
    if (block.fields.length > 0) {
      groups.push(decodeFields(block.fields));
    }
    at = block.bodyStart;
  }
  return groups;
}

function reportOf(parts: CollectedParts): ReportPart | null {
  const entity = parts.reports[0];
  if (entity === undefined) {
    return null;
  }
  const type = entity.type.value.replace(/^message\/(?:global-)?/u, '') as ReportPart['type'];
  return { type, groups: parts.reports.flatMap((report) => fieldGroups(contentOf(report))) };
}

/** Collects what each helper finds; a helper that fails leaves its part attached and a warning. */
class Fence {
  readonly warnings = new Set<ParseWarning>();
  constructor(private readonly deadline: number) {}

  get late(): boolean {
    return performance.now() > this.deadline;
  }

  run<T>(warning: ParseWarning, helper: () => T): T | null {
    if (this.late) {
      this.warnings.add('budget-exceeded');
      return null;
    }
    try {
      return helper();
    } catch {
      this.warnings.add(warning);
      return null;
    }
  }
}

/**
 * Reads one mail. `deadline` is an instant of performance.now(); `depth` counts mails inside mails.
 * May throw on a bug only; `parseMail` is the way in.
 */
export function readMail(raw: Buffer, deadline: number, depth: number): ParsedMail {
  const fence = new Fence(deadline);
  const { root, faults } = readMime(raw);
  for (const fault of faults) {
    fence.warnings.add(fault);
  }
  const parts = collectParts(root);
  if (parts.encrypted) {
    fence.warnings.add('encrypted');
  }
  const attachments: ParsedAttachment[] = [];
  const calendar: CalendarEvent[] = [];
  for (const entity of parts.files.slice(0, MAX_ATTACHMENTS)) {
    attachments.push(attachmentOf(entity));
  }
  if (parts.files.length > MAX_ATTACHMENTS) {
    fence.warnings.add('attachments-cut');
  }
  for (const entity of parts.calendars) {
    calendar.push(
      ...(fence.run('calendar-unreadable', () => readCalendar(contentOf(entity), entity.type.parameters)) ?? []),
    );
  }
  const nested: ParsedMail[] = [];
  for (const entity of parts.messages.slice(0, MAX_NESTED)) {
    const inner =
      depth < MAX_NESTED_DEPTH
        ? fence.run('nested-unreadable', () => readMail(contentOf(entity), deadline, depth + 1))
        : null;
    if (inner !== null) {
      nested.push(inner);
    }
    if (depth >= MAX_NESTED_DEPTH) {
      fence.warnings.add('too-deep');
    }
    attachments.push(attachmentOf(entity));
  }
  const extraText: string[] = [];
  for (const entity of parts.tnef) {
    const inside = fence.run('tnef-unreadable', () => readTnef(contentOf(entity)));
    if (inside === null) {
      attachments.push(attachmentOf(entity));
    } else {
      attachments.push(...inside.attachments);
      if (inside.text !== '') {
        extraText.push(inside.text);
      }
      if (inside.html !== '' && inside.text === '') {
        parts.bodies.push({ plain: null, html: { text: inside.html, charset: 'utf-8', by: 'detected' } });
      }
    }
  }
  const signature = readSignatures(parts, fence, attachments);
  if (signature?.inner !== undefined && signature.inner !== null) {
    const inner = collectParts(signature.inner);
    parts.bodies.push(...inner.bodies);
    attachments.push(...inner.files.map(attachmentOf));
  }
  const text = chooseText(parts, extraText, fence.warnings);
  return assemble(root, parts, { fence, attachments, calendar, nested, text, signature: signature?.state ?? null });
}

/** The header fields alone, for a mail whose body is beyond reading. */
export function readHeadersOnly(raw: Buffer): ParsedMail {
  const head = raw.subarray(0, 256 * 1024);
  const { fields } = readHeaderBlock(head, 0, head.length);
  const root = {
    fields,
    type: { value: 'application/octet-stream', parameters: new Map() },
    disposition: null,
    encoding: '',
    raw: head,
    body: Buffer.alloc(0),
    children: [],
  } satisfies MimeEntity;
  const parts = collectParts(root);
  const text = chooseText(parts, [], new Set());
  return assemble(root, parts, {
    fence: new Fence(Infinity),
    attachments: [],
    calendar: [],
    nested: [],
    text,
    signature: null,
  });
}

function readSignatures(
  parts: CollectedParts,
  fence: Fence,
  attachments: ParsedAttachment[],
): ReturnType<typeof readSignature> | null {
  const first = parts.signatures[0];
  if (first === undefined) {
    return null;
  }
  const reading = fence.run('smime-unreadable', () => readSignature(first.signed, first.signature));
  if (reading?.encrypted === true) {
    fence.warnings.add('encrypted');
  }
  // The unread envelope stays with the mail, so that somebody with the key can open it.
  if (first.signature === null && (reading === null || reading.inner === null)) {
    attachments.push(attachmentOf(first.signed));
  }
  return reading ?? { state: { kind: 'smime', state: 'unchecked', signer: null }, inner: null, encrypted: false };
}

interface Pieces {
  readonly fence: Fence;
  readonly attachments: readonly ParsedAttachment[];
  readonly calendar: readonly CalendarEvent[];
  readonly nested: readonly ParsedMail[];
  readonly text: ReturnType<typeof chooseText>;
  readonly signature: ParsedMail['signature'];
}

function assemble(root: MimeEntity, parts: CollectedParts, pieces: Pieces): ParsedMail {
  const { fields } = root;
  const warnings = pieces.fence.warnings;
  const from = fields.filter((field) => field.name === 'from').flatMap((field) => parseAddresses(field.bytes));
  const replyTo = parseAddresses(firstField(fields, 'reply-to'));
  const dateBytes = firstField(fields, 'date');
  const date = dateBytes === null ? null : parseMailDate(dateBytes.toString('latin1'));
  const messageId = idsOf(firstField(fields, 'message-id'))[0] ?? '';
  if (from.length === 0) {
    warnings.add('no-from');
  }
  if (from.length > 1) {
    warnings.add('several-from');
  }
  if (date === null) {
    warnings.add('no-date');
  }
  if (messageId === '') {
    warnings.add('no-message-id');
  }
  const cids = new Set(pieces.text.contentIds);
  const headers = decodeFields(fields);
  const deliveredTo = ['delivered-to', 'x-original-to', 'x-envelope-to', 'envelope-to', 'x-forwarded-to', 'x-rcpt-to'];
  return {
    headers,
    contentType: { value: root.type.value, reportType: root.type.parameters.get('report-type')?.toLowerCase() ?? null },
    from: from.find((entry) => entry.address !== '') ?? from[0] ?? null,
    sender: parseAddresses(firstField(fields, 'sender'))[0] ?? null,
    returnPath: returnPathOf(fields),
    replyTo,
    to: recipientsOf(fields, 'to'),
    cc: recipientsOf(fields, 'cc'),
    deliveredTo: headers
      .filter((header) => deliveredTo.includes(header.name))
      .map((header) => header.value.replace(/^<|>$/gu, '')),
    subject: headers.find((header) => header.name === 'subject')?.value ?? '',
    date,
    messageId,
    inReplyTo: idsOf(firstField(fields, 'in-reply-to'))[0] ?? null,
    references: idsOf(firstField(fields, 'references')),
    text: pieces.text.text,
    textFrom: pieces.text.from,
    htmlLines: pieces.text.htmlLines,
    attachments: pieces.attachments.map((file) => ({ ...file, inline: isInline(file, cids, parts) })),
    nested: pieces.nested,
    report: reportOf(parts),
    returnedHeaders:
      parts.returnedHeaders[0] === undefined ? null : (fieldGroups(contentOf(parts.returnedHeaders[0]))[0] ?? null),
    calendar: pieces.calendar,
    signature: pieces.signature,
    warnings: [...warnings],
  };
}

/** Group names without members ("undisclosed-recipients:;") are nobody. */
function recipientsOf(fields: readonly HeaderField[], name: string): ParsedMail['to'] {
  return fields
    .filter((field) => field.name === name)
    .flatMap((field) => parseAddresses(field.bytes))
    .filter((entry) => entry.address !== '');
}

/** Inline is what the page shows by its Content-ID, or an image the sender placed in the text without a name. */
function isInline(file: ParsedAttachment, shown: ReadonlySet<string>, parts: CollectedParts): boolean {
  if (file.contentId !== null && (shown.has(file.contentId) || shown.has(encodeURIComponent(file.contentId)))) {
    return true;
  }
  const entity = parts.files.find((part) => part.disposition?.value === 'inline' && attachmentMatches(part, file));
  return entity !== undefined && /^image\//u.test(file.type);
}

function attachmentMatches(entity: MimeEntity, file: ParsedAttachment): boolean {
  const contentId =
    entity.fields
      .find((field) => field.name === 'content-id')
      ?.bytes.toString('latin1')
      .trim()
      .replace(/^<|>$/gu, '') ?? null;
  return entity.type.value === file.type && contentId === file.contentId && contentOf(entity).length === file.size;
}
