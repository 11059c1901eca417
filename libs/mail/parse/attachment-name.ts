import { decodeWords } from '../mime/encoded-words.js';
import type { MimeEntity } from '../mime/mime-entity.js';

/** A file name without paths, control characters and direction marks that would disguise it; at most 200 characters. */
export function safeName(name: string): string {
  const last =
    name
      .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .split(/[/\\]/u)
      .at(-1) ?? '';
  const trimmed = last.trim();
  return [...trimmed].length <= 200 ? trimmed : [...trimmed].slice(-200).join('');
}

/** The name of a part: Content-Disposition before Content-Type (RFC 2183), then Content-Description, then Content-Location. */
export function attachmentName(entity: MimeEntity): string {
  const disposition = entity.disposition?.parameters;
  const type = entity.type.parameters;
  const name = disposition?.get('filename') ?? disposition?.get('name') ?? type.get('name') ?? type.get('filename');
  if (name !== undefined && name.trim() !== '') {
    return safeName(name);
  }
  const location = entity.fields.find((field) => field.name === 'content-location');
  if (location !== undefined) {
    return safeName(
      decodeWords(location.bytes)
        .trim()
        .replace(/[?#].*$/u, ''),
    );
  }
  const description = entity.fields.find((field) => field.name === 'content-description');
  const described = description === undefined ? '' : decodeWords(description.bytes).trim();
  return /\.\w{1,5}$/u.test(described) ? safeName(described) : '';
}
