import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the engine reads: simplified Chinese, and English within it. */
export const languages = ['chi_sim', 'eng'] as const;

/** The languages' data in one folder, as the engine wants them; nothing is downloaded. */
export interface LanguageData {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function openLanguageData(): Promise<LanguageData> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-ocr-'));
  const packages = createRequire(import.meta.url);
  for (const language of languages) {
    const file = `${language}.traineddata.gz`;
    await symlink(packages.resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${file}`), join(folder, file));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
