import { createHash } from 'node:crypto';
import { decodeText, type DecodedText } from '../mime/charset.js';
import { contentOf, type MimeEntity } from '../mime/mime-entity.js';
import { attachmentName } from './attachment-name.js';
import type { ParsedAttachment } from './parsed-mail.js';

/** What the walk over the tree found, still undivided. */
export interface CollectedParts {
  readonly plain: DecodedText[];
  readonly html: DecodedText[];
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
  const contentId = entity.fields.find((field) => field.name === 'content-id')?.bytes.toString('latin1').trim().replace(/^<|>$/gu, '') ?? null;
  return describeAttachment({ name: attachmentName(entity), type: entity.type.value, content, contentId, inline: false });
}

export function describeAttachment(file: Pick<ParsedAttachment, 'name' | 'type' | 'content' | 'contentId' | 'inline'>): ParsedAttachment {
  return { ...file, size: file.content.length, sha256: createHash('sha256').update(file.content).digest('hex') };
}

function isFile(entity: MimeEntity): boolean {
  const disposition = entity.disposition?.value ?? '';
  if (disposition.startsWith('attachment')) return true;
  return attachmentName(entity) !== '' && !disposition.startsWith('inline');
}

/**
 * Sorts the leaves of the tree by what they are good for. In multipart/alternative the plain and the HTML form are
 * kept side by side; everywhere else texts follow one another.
 */
export function collectParts(root: MimeEntity): CollectedParts {
  const found = {
    plain: [] as DecodedText[], html: [] as DecodedText[], files: [] as MimeEntity[], messages: [] as MimeEntity[], reports: [] as MimeEntity[],
    returnedHeaders: [] as MimeEntity[], calendars: [] as MimeEntity[], tnef: [] as MimeEntity[],
    signatures: [] as { signed: MimeEntity; signature: MimeEntity | null }[], encrypted: false,
  };
  const visit = (entity: MimeEntity, isRoot: boolean): void => {
    const type = entity.type.value;
    if (type.startsWith('multipart/')) {
      if (type === 'multipart/encrypted') found.encrypted = true;
      if (type === 'multipart/signed' && entity.children[0] !== undefined) {
        found.signatures.push({ signed: entity.children[0], signature: entity.children[1] ?? null });
      }
      for (const child of entity.children) visit(child, false);
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
          if (type === 'text/x-amp-html') return;
          const content = decodeText(contentOf(entity), entity.type.parameters.get('charset') ?? null);
          (type === 'text/html' ? found.html : found.plain).push(content);
        } else found.files.push(entity);
        return;
      default:
        if (/^winmail\.dat$/iu.test(attachmentName(entity))) found.tnef.push(entity);
        else if (isRoot && contentOf(entity).length === 0) return;
        else found.files.push(entity);
    }
  };
  visit(root, true);
  return found;
}
