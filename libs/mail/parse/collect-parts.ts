import { createHash } from 'node:crypto';
import { decodeText, type DecodedText } from '../mime/charset.js';
import { contentOf, type MimeEntity } from '../mime/mime-entity.js';
import { unflow } from '../mime/unflow.js';
import { attachmentName } from './attachment-name.js';
import type { ParsedAttachment } from './parsed-mail.js';

/** One text of the body in its plain form, its HTML form, or both (multipart/alternative). */
export interface BodyText {
  plain: DecodedText | null;
  html: DecodedText | null;
}

/** What the walk over the tree found, still undivided. */
export interface CollectedParts {
  /** The body in the order of the mail: forms of one text side by side, texts that follow one another apart. */
  readonly bodies: BodyText[];
  readonly files: MimeEntity[];
  readonly messages: MimeEntity[];
  readonly reports: MimeEntity[];
  readonly returnedHeaders: MimeEntity[];
  readonly calendars: MimeEntity[];
  readonly tnef: MimeEntity[];
  readonly signatures: { readonly signed: MimeEntity; readonly signature: MimeEntity | null }[];
  readonly encrypted: boolean;
}

export function attachmentOf(entity: MimeEntity): ParsedAttachment {
  const content = contentOf(entity);
  const contentId =
    entity.fields
      .find((field) => field.name === 'content-id')
      ?.bytes.toString('latin1')
      .trim()
      .replace(/^<|>$/gu, '') ?? null;
  return describeAttachment({
    name: attachmentName(entity),
    type: entity.type.value,
    content,
    contentId,
    inline: false,
  });
}

export function describeAttachment(
  file: Pick<ParsedAttachment, 'name' | 'type' | 'content' | 'contentId' | 'inline'>,
): ParsedAttachment {
  return { ...file, size: file.content.length, sha256: createHash('sha256').update(file.content).digest('hex') };
}

function readText(entity: MimeEntity): DecodedText {
  const parameters = entity.type.parameters;
  const decoded = decodeText(contentOf(entity), parameters.get('charset') ?? null);
  if (entity.type.value !== 'text/plain' || parameters.get('format')?.toLowerCase() !== 'flowed') {
    return decoded;
  }
  return { ...decoded, text: unflow(decoded.text, parameters.get('delsp')?.toLowerCase() === 'yes') };
}

function isFile(entity: MimeEntity): boolean {
  const disposition = entity.disposition?.value ?? '';
  if (disposition.startsWith('attachment')) {
    return true;
  }
  return attachmentName(entity) !== '' && !disposition.startsWith('inline');
}

/**
 * Sorts the leaves of the tree by what they are good for. In multipart/alternative the plain and the HTML form are
 * kept side by side; everywhere else texts follow one another.
 */
export function collectParts(root: MimeEntity): CollectedParts {
  const found = {
    bodies: [] as BodyText[],
    files: [] as MimeEntity[],
    messages: [] as MimeEntity[],
    reports: [] as MimeEntity[],
    returnedHeaders: [] as MimeEntity[],
    calendars: [] as MimeEntity[],
    tnef: [] as MimeEntity[],
    signatures: [] as { signed: MimeEntity; signature: MimeEntity | null }[],
    encrypted: false,
  };
  let alternative: BodyText | null = null;
  const addText = (text: DecodedText, form: 'plain' | 'html'): void => {
    if (alternative === null || alternative[form] !== null) {
      found.bodies.push({ plain: null, html: null, [form]: text });
    } else {
      if (alternative.plain === null && alternative.html === null) {
        found.bodies.push(alternative);
      }
      alternative[form] = text;
    }
  };
  const visit = (entity: MimeEntity, isRoot: boolean): void => {
    const type = entity.type.value;
    if (type.startsWith('multipart/')) {
      if (type === 'multipart/encrypted') {
        found.encrypted = true;
      }
      if (type === 'multipart/signed' && entity.children[0] !== undefined) {
        found.signatures.push({ signed: entity.children[0], signature: entity.children[1] ?? null });
      }
      const outer: BodyText | null = alternative;
      if (type === 'multipart/alternative') {
        alternative = { plain: null, html: null };
      }
      for (const child of entity.children) {
        visit(child, false);
      }
      alternative = outer;
      return;
    }
    sortLeaf(entity, isRoot);
  };
  const sortLeaf = (entity: MimeEntity, isRoot: boolean): void => {
    const type = entity.type.value;
    switch (type) {
      case 'message/rfc822':
      case 'message/global':
      case 'message/news':
        found.messages.push(entity);
        return;
      case 'message/delivery-status':
      case 'message/global-delivery-status':
      case 'message/disposition-notification':
      case 'message/global-disposition-notification':
      case 'message/feedback-report':
        found.reports.push(entity);
        return;
      case 'text/rfc822-headers':
      case 'message/rfc822-headers':
      case 'message/global-headers':
        found.returnedHeaders.push(entity);
        return;
      case 'text/calendar':
      case 'application/ics':
        found.calendars.push(entity);
        found.files.push(entity);
        return;
      case 'application/ms-tnef':
      case 'application/vnd.ms-tnef':
        found.tnef.push(entity);
        return;
      case 'application/pkcs7-mime':
      case 'application/x-pkcs7-mime':
        found.signatures.push({ signed: entity, signature: null });
        return;
      case 'application/pkcs7-signature':
      case 'application/x-pkcs7-signature':
      case 'application/pgp-signature':
        found.files.push(entity);
        return;
      case 'text/plain':
      case 'text/html':
      case 'text/x-amp-html':
      case 'text/enriched':
      case 'text/richtext':
        if (isRoot || !isFile(entity)) {
          if (type === 'text/x-amp-html') {
            return;
          }
          addText(readText(entity), type === 'text/html' ? 'html' : 'plain');
        } else {
          found.files.push(entity);
        }
        return;
      default:
        if (/^winmail\.dat$/iu.test(attachmentName(entity))) {
          found.tnef.push(entity);
        } else if (isRoot && contentOf(entity).length === 0) {
          return;
        } else {
          found.files.push(entity);
        }
    }
  };
  visit(root, true);
  return found;
}
