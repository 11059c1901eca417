import type { DecodedText } from '../mime/charset.js';
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
const stub =
  /^\s*(?:this (?:message|e-?mail) (?:is|was|contains)[^\n]{0,40}html|your (?:e-?)?mail (?:client|program|reader)[^\n]{0,60}html|您的(?:邮件)?客户端不支持|this is a multi-?part message|(?:html|text) version only)/iu;

function tidy(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(/\u0000/gu, '');
}

function plainLines(text: string): HtmlLine[] {
  return text.split('\n').map((line) => ({ text: line, depth: 0, mark: null }));
}

/** Whether the HTML form is the one to read: there is no other, or the plain one says nothing. */
function readsHtml(plain: string, html: string): boolean {
  if (html.trim() === '') {
    return false;
  }
  return plain.trim() === '' || stub.test(plain) || plain.trim().length * 20 < html.length;
}

/**
 * The text a person would read: of each text of the body the plain form where it says something, else the HTML read
 * as text; one after the other where there are several.
 */
export function chooseText(
  parts: Pick<CollectedParts, 'bodies'>,
  extra: readonly string[],
  warnings: Set<ParseWarning>,
): ChosenText {
  const texts: string[] = [];
  const lines: HtmlLine[] = [];
  const contentIds: string[] = [];
  let links = 0;
  let fromHtml = 0;
  for (const body of parts.bodies) {
    for (const form of [body.plain, body.html]) {
      noteCharset(form, warnings);
    }
    const plain = tidy(body.plain?.text ?? '');
    const reading = body.html === null ? null : readHtml(body.html.text);
    if (reading?.cut === true) {
      warnings.add('html-cut');
    }
    links += reading?.links ?? 0;
    contentIds.push(...(reading?.contentIds ?? []));
    const html = reading === null ? '' : htmlLinesToText(reading.lines);
    lines.push(...(reading?.lines ?? plainLines(plain)));
    const chosen = readsHtml(plain, html) ? html : plain;
    if (chosen === html && html !== '') {
      fromHtml++;
    }
    if (chosen.trim() !== '') {
      texts.push(chosen);
    }
  }
  if (links >= MANY_LINKS) {
    warnings.add('many-links');
  }
  lines.push(...extra.flatMap((text) => plainLines(tidy(text))));
  const whole = [...texts, ...extra.map(tidy).filter((text) => text.trim() !== '')].join('\n');
  if (whole.length > MAX_TEXT) {
    warnings.add('text-cut');
  }
  const text = whole.slice(0, MAX_TEXT);
  const hasHtml = parts.bodies.some((body) => body.html !== null);
  return {
    text,
    from: text === '' ? 'none' : fromHtml > 0 ? 'html' : 'plain',
    htmlLines: hasHtml ? lines : null,
    contentIds,
  };
}

function noteCharset(form: DecodedText | null, warnings: Set<ParseWarning>): void {
  if (form?.by === 'fallback') {
    warnings.add('charset-fallback');
  } else if (form?.by === 'detected' && form.charset !== 'us-ascii' && form.charset !== 'utf-8') {
    warnings.add('charset-detected');
  }
}
