import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { decodeTiff } from '../pages/decode-tiff.js';
import type { GrayPage } from '../pages/gray-page.js';

/** Letters made for these tests: the sheet as a clean Group 4 TIFF, and what is written on it. See letters/README.md. */
export const letterNames = ['leak', 'leak-again', 'elevator', 'refund', 'english'] as const;
export type LetterName = (typeof letterNames)[number];

export interface Letter {
  readonly sheet: GrayPage;
  readonly words: string;
}

const folder = join(projectFolder(), 'apps/ingestor/src/fax/testing/letters');

export async function openLetter(name: LetterName): Promise<Letter> {
  const decoded = decodeTiff(await readFile(join(folder, `${name}.tif`)), { maxPages: 1, maxDots: 10_000_000 });
  const sheet = decoded.kind === 'pages' ? decoded.pages[0] : undefined;
  if (sheet === undefined) {
    throw new Error(`${name} is no letter`);
  }
  return { sheet, words: await readFile(join(folder, `${name}.txt`), 'utf8') };
}
