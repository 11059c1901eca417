import type { NotTaken } from '#libs/mail/message/stored-message.schema.js';
import type { ReadFile } from '../process/read-content.js';

/** A file and, where it was not taken, why. */
export interface JudgedFile extends ReadFile {
  readonly notTaken: NotTaken | null;
}

/**
 * Which files of a message are taken, in its order: none that is too large, and not more than so many. Pictures that
 * belong to the page (signatures, logos) give way to the files beside it. Nothing is lost: the message as it came is
 * kept whole. Pure.
 */
export function limitFiles(
  files: readonly ReadFile[],
  { maxBytes, maxCount }: { readonly maxBytes: number; readonly maxCount: number },
): JudgedFile[] {
  const small = (file: ReadFile): boolean => file.content.length <= maxBytes;
  const first = [...files].filter(small).sort((a, b) => Number(a.inline) - Number(b.inline));
  const taken = new Set(first.slice(0, maxCount));
  return files.map((file) => ({
    ...file,
    notTaken: !small(file) ? 'too-large' : taken.has(file) ? null : 'too-many',
  }));
}
