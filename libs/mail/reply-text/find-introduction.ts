import { wroteVerbs } from './wrote-verbs.vocabulary.js';
import type { ReplyLine } from './reply-line.js';

/** Lines `start` to `end` (exclusive) that introduce a quotation: "On … wrote:". */
export interface Introduction {
  readonly start: number;
  readonly end: number;
  /** It names a date or an address: nothing but a mail program writes that. */
  readonly strong: boolean;
}

const MAX_LINES = 6;
const MAX_CHARS = 500;

const verb = `(?:${[...wroteVerbs].sort((a, b) => b.length - a.length).join('|')})`;
const letter = '[\\p{L}\\p{N}_]';
/** The verb stands free, or after a CJK name, and what follows it is a name or address and the colon. */
const endsAsIntroduction = new RegExp(
  `(?:(?<!${letter})|(?<=[\\u3040-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7af 》」』>）)"”]))${verb}(?!${letter})(?:(?![!?]\\s|[。！？]|\\p{Ll}{4}\\.\\s).){0,160}[:：]\\s*["*_\\]]*$|(?<=[\\u4e00-\\u9fff>）)"”\\s\\d])(?:写道|寫道|写到)\\s*[:：]?$`,
  'iu',
);
const verbAlone = new RegExp(`(?:(?<!${letter}))${verb}\\s*$`, 'iu');
const mailAddress = /[^\s<>"'()（）[\]:,]+@[^\s<>"'()（）[\]:,]+\.[^\s<>"'()（）[\],:]{2,}|mailto:/u;
const dateLike =
  /(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[:.：h]\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}月\d{1,2}日|\d{1,2}월/u;
/** How the longer form begins; the line itself must show a date, or the next one does. */
const opener =
  /^[-–—*_\s>|"“'[(]{0,6}(?:on|at|in|le|am|den|el|il|em|a|op|dne|dňa|dnia|w dniu|på|um|vào|pada|om|le\s|la|στις|ב|в|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|man|tir|ons|tor|fre|lør|søn|tis|lör|sön|ma|ti|ke|to|pe|la|su|пн|вт|ср|чт|пт|сб|вс)[\p{L}]*[.,]?|在|于|於|בתאריך|ב־|\d{1,4}\s?(?:[./-]|年|년|\s\p{L}))(?![\p{L}])/iu;
/** Old Gmail and its like: a date, a name, an address and a colon, without a verb. */
const dateAndSender =
  /^[-–—*\s]*(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|(?:19|20)\d\d年|(?:19|20)\d\d년).{0,90}[<＜(（][^<>\s]+@[^<>\s]+[>＞)）][^.!?。]{0,12}:?：?$/u;
/** A date and then the sender with the address, the colon its end: Russian, Apple and others without a verb. */
const senderAtEnd = /(?:[<＜(（][^<>\s]+@[^<>\s]+[>＞)）]|[^\s<>]+@[^\s<>]+)["”]?\s*[:：]$/u;
const startsWithDate =
  /^[-–—*\s"]*(?:\d{1,2}[:.]\d{2}|\d{1,2}[./-]\d{1,2}|\d{1,2}\.? \p{L}{3,}|(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*[ ,.])/iu;
/** Horde and its kin: "Quoting A <a@…>:". */
const quoting =
  /^(?:quoting|zitat von|zitiere|citando(?: a)?|citation de|citaat van|citerar|cytowanie|quota di)\s.{1,160}[:：]$/iu;
/** Zoho and others: dashes round the whole. */
const dashed = new RegExp(`^[-–—_*]{2,}\\s*(?:on|at|am|le|el|在)?.{6,200}${verb}\\s*[-–—_*]{2,}$`, 'iu');

function joined(lines: readonly ReplyLine[], start: number, end: number): string {
  return lines
    .slice(start, end)
    .map((line) => line.text)
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function isIntroduction(text: string): boolean {
  if (text.length > MAX_CHARS || text.length < 4) {
    return false;
  }
  if (quoting.test(text) && mailAddress.test(text)) {
    return true;
  }
  const dated = dateLike.test(text) && text.length < 240;
  if (dated && senderAtEnd.test(text) && (opener.test(text) || startsWithDate.test(text))) {
    return true;
  }
  // Some leave the colon out; then date, address and verb must all be there.
  if (dated && opener.test(text) && mailAddress.test(text) && verbAlone.test(text)) {
    return true;
  }
  return (
    dateAndSender.test(text) ||
    dashed.test(text) ||
    (endsAsIntroduction.test(text) && (opener.test(text) || mailAddress.test(text) || dateLike.test(text)))
  );
}

/** "Somebody wrote:", which anybody might write, counts only over a real quotation. */
function isWeakIntroduction(text: string): boolean {
  return text.length < 120 && (endsAsIntroduction.test(text) || (opener.test(text) && verbAlone.test(text)));
}

/**
 * The introduction that ends with line `last`, the shortest that reads as one, then widened by the lines above that
 * belong to it. Null where there is none.
 */
export function introductionEndingAt(lines: readonly ReplyLine[], last: number): Introduction | null {
  const bottom = lines[last];
  if (bottom === undefined || bottom.text === '') {
    return null;
  }
  if (
    !/[:：>"”\])*_-]\s*$/u.test(bottom.text) &&
    !verbAlone.test(bottom.text) &&
    !/(?:写道|寫道|写到)$/u.test(bottom.text)
  ) {
    return null;
  }
  const depth = bottom.depth;
  for (let start = last; start >= 0 && last - start < MAX_LINES; start--) {
    const line = lines[start];
    if (line === undefined || line.text === '' || line.depth !== depth) {
      break;
    }
    const text = joined(lines, start, last + 1);
    if (text.length > MAX_CHARS) {
      break;
    }
    if (isIntroduction(text)) {
      const widened = widen(lines, start, last, depth);
      const whole = joined(lines, widened, last + 1);
      return { start: widened, end: last + 1, strong: mailAddress.test(whole) || dateLike.test(whole) };
    }
    if (start === last && isWeakIntroduction(text)) {
      const above = lines[start - 1];
      const opened =
        above !== undefined &&
        above.depth === depth &&
        opener.test(above.text) &&
        (dateLike.test(above.text) || mailAddress.test(above.text));
      if (!opened) {
        return { start, end: last + 1, strong: false };
      }
    }
  }
  return null;
}

/** Name and address on the last line, date on the one above it: takes in the line that opens with the date. */
function widen(lines: readonly ReplyLine[], start: number, last: number, depth: number): number {
  if (opener.test(lines[start]?.text ?? '') && dateLike.test(lines[start]?.text ?? '')) {
    return start;
  }
  for (let above = start - 1; above >= 0 && last - above < MAX_LINES; above--) {
    const line = lines[above];
    if (line === undefined || line.text === '' || line.depth !== depth || /[.!?。！？:：]$/u.test(line.text)) {
      break;
    }
    if (opener.test(line.text) && (dateLike.test(line.text) || mailAddress.test(line.text))) {
      return above;
    }
  }
  return start;
}
