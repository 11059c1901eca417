import type { PageText } from './page-text.js';

/** The text of all pages, with a line that names each but the first, and how sure the engine is of it altogether. Pure. */
export function joinPages(pages: readonly (PageText | null)[]): { text: string; confidence: number | null } {
  const read = pages.flatMap((page) => page ?? []);
  const characters = read.reduce((sum, page) => sum + page.characters, 0);
  const text = pages
    .map((page, index) => ({ text: page?.text ?? '', number: index + 1 }))
    .filter((page) => page.text !== '')
    .map((page) => (page.number === 1 ? page.text : `【第${String(page.number)}页】\n${page.text}`))
    .join('\n\n');
  return {
    text,
    confidence:
      characters === 0 ? null : read.reduce((sum, page) => sum + page.confidence * page.characters, 0) / characters,
  };
}

const han = '[\\p{Script=Han}\\u3000-\\u303f\\uff01-\\uff65“”‘’…—]';
const between = new RegExp(`(?<=${han})[ \\t]+(?=${han})`, 'gu');
const besideMark = new RegExp(`[ \\t]+(?=[，。；：、！？）》])|(?<=[（《])[ \\t]+`, 'gu');
const afterNumber = new RegExp(`(?<=${han})[ \\t]+(?=\\d)|(?<=\\d)[ \\t]+(?=${han})`, 'gu');

/** Text as people write it: the engine puts blanks between Chinese characters. Pure. */
export function tidyText(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => line.replace(between, '').replace(besideMark, '').replace(afterNumber, '').trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
