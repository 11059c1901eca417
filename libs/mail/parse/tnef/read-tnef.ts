import { decodeText } from '../../mime/charset.js';
import { describeAttachment } from '../collect-parts.js';
import { safeName } from '../attachment-name.js';
import type { ParsedAttachment } from '../parsed-mail.js';
import { readMapiProperties } from './read-mapi-properties.js';

export interface TnefReading {
  readonly text: string;
  readonly html: string;
  readonly attachments: ParsedAttachment[];
}

const SIGNATURE = 0x223e9f78;
const attBody = 0x0002800c;
const attMessageProperties = 0x00069003;
const attAttachmentRendering = 0x00069002;
const attAttachmentTitle = 0x00018010;
const attAttachmentData = 0x0006800f;
const attAttachmentProperties = 0x00069005;

/** MAPI property ids (MS-OXPROPS). */
const body = 0x1000;
const bodyHtml = 0x1013;
const longFileName = 0x3707;
const shortFileName = 0x3704;
const mimeTag = 0x370e;
const dataBinary = 0x3701;
const contentIdentifier = 0x3712;

interface Draft {
  title: string;
  data: Buffer | null;
  properties: ReadonlyMap<number, Buffer>;
}

function textOf(bytes: Buffer | undefined): string {
  if (bytes === undefined) {
    return '';
  }
  const wide =
    bytes.length >= 2 &&
    bytes.length % 2 === 0 &&
    bytes.subarray(0, 64).filter((byte, index) => index % 2 === 1 && byte === 0).length > 0;
  const hanWide = bytes.length >= 2 && bytes.length % 2 === 0 && bytes.at(-1) === 0 && bytes.at(-2) === 0;
  const text = wide || hanWide ? bytes.toString('utf16le') : decodeText(bytes, null).text;
  return text.replace(/\0+$/gu, '');
}

function finish(draft: Draft): ParsedAttachment | null {
  const content = draft.data ?? draft.properties.get(dataBinary) ?? null;
  if (content === null) {
    return null;
  }
  const named = [
    textOf(draft.properties.get(longFileName)),
    draft.title,
    textOf(draft.properties.get(shortFileName)),
  ].find((name) => name.trim() !== '');
  const contentId = textOf(draft.properties.get(contentIdentifier));
  const type = textOf(draft.properties.get(mimeTag)).toLowerCase();
  return describeAttachment({
    name: safeName(named ?? ''),
    type: /^[\w.+-]+\/[\w.+-]+$/u.test(type) ? type : 'application/octet-stream',
    content,
    contentId: contentId === '' ? null : contentId,
    inline: contentId !== '',
  });
}

/**
 * Decodes a TNEF stream (MS-OXTNEF), Outlook's winmail.dat: text and files. Reads on past bad checksums.
 * @throws Error when it is not TNEF at all
 */
export function readTnef(bytes: Buffer): TnefReading {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) {
    throw new Error('not a TNEF stream');
  }
  const drafts: Draft[] = [];
  let text = '';
  let html = '';
  let at = 6;
  while (at + 9 <= bytes.length && drafts.length < 1_000) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const end = at + 9 + length;
    if (end > bytes.length) {
      break;
    }
    const value = bytes.subarray(at + 9, end);
    at = end + 2;
    if (id === attAttachmentRendering) {
      drafts.push({ title: '', data: null, properties: new Map() });
    }
    const draft = drafts.at(-1);
    if (id === attBody) {
      text = textOf(value);
    } else if (id === attMessageProperties) {
      const properties = readMapiProperties(value);
      text = text === '' ? textOf(properties.get(body)) : text;
      const page = properties.get(bodyHtml);
      html = page === undefined ? '' : decodeText(page, null).text.replace(/\0+$/u, '');
    } else if (draft !== undefined && id === attAttachmentTitle) {
      draft.title = decodeText(value, null).text.replace(/\0+$/u, '');
    } else if (draft !== undefined && id === attAttachmentData) {
      draft.data = value;
    } else if (draft !== undefined && id === attAttachmentProperties) {
      draft.properties = readMapiProperties(value);
    }
  }
  return { text, html, attachments: drafts.map(finish).filter((file) => file !== null) };
}
