import { htmlLinesToText, readHtml, type HtmlLine } from '../html/read-html.js';
import type { CollectedParts } from './collect-parts.js';
import type { ParsedMail, ParseWarning } from './parsed-mail.js';

export interface ChosenText {
  readonly text: string;
  readonly from: ParsedMail['textFrom'];
  readonly htmlLines: readonly HtmlLine[] | null;
  readonly contentIds: readonly string[];
}

/** Characters of text that are worked on; the rest stays in the raw mail. */
const MAX_TEXT = 4 * 1024 * 1024;
/** Above this many links a page is a trap or a catalogue; it is read all the same and marked. */
const MANY_LINKS = 5_000;

/** Plain parts that only tell the reader to look at the HTML. */
const stub = /^\s*(?:this (?:message|e-?mail) (?:is|was|contains)[^\n]{0,40}html|your (?:e-?)?mail (?:client|program|reader)[^\n]{0,60}html|您的(?:邮件)?客户端不支持|this is a multi-?part message|(?:html|text) version only)/iu;

function tidy(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(/\u0000/gu, '');
}

/** The text a person would read: the plain part where it says something, else the HTML read as text. */
export function chooseText(parts: CollectedParts, extra: readonly string[], warnings: Set<ParseWarning>): ChosenText {
  for (const part of [...parts.plain, ...parts.html]) {
    if (part.by === 'fallback') warnings.add('charset-fallback');
    else if (part.by === 'detected' && part.charset !== 'us-ascii' && part.charset !== 'utf-8') warnings.add('charset-detected');
  }
  const plain = tidy([...parts.plain.map((part) => part.text), ...extra].filter((text) => text.trim() !== '').join('\n'));
  const readings = parts.html.map((part) => readHtml(part.text));
  const lines = readings.flatMap((reading) => reading.lines);
  if (readings.some((reading) => reading.cut)) warnings.add('html-cut');
  if (readings.reduce((sum, reading) => sum + reading.links, 0) >= MANY_LINKS) warnings.add('many-links');
  const htmlLines = parts.html.length === 0 ? null : lines;
  const contentIds = readings.flatMap((reading) => reading.contentIds);
  const fromHtml = htmlLines === null ? '' : htmlLinesToText(htmlLines);
  const usePlain = plain.trim() !== '' && !(fromHtml !== '' && (stub.test(plain) || plain.trim().length * 20 < fromHtml.length));
  const chosen = usePlain ? plain : fromHtml;
  if (chosen.length > MAX_TEXT) warnings.add('text-cut');
  const text = chosen.slice(0, MAX_TEXT);
  return { text, from: usePlain ? 'plain' : text === '' ? 'none' : 'html', htmlLines, contentIds };
}
