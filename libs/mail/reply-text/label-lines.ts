import { headerBlockAt, isBareSender } from './find-header-block.js';
import { introductionEndingAt } from './find-introduction.js';
import { isReplyAboveLine, isRule, isSeparator, isShortRule } from './find-separator.js';
import { cardAt } from './find-card.js';
import { isDeviceLine, isDisclaimer, isNameLine, isSignatureDelimiter, looksLikeCard } from './find-signature.js';
import type { ReplyLine } from './reply-line.js';

export type LineLabel = 'own' | 'quoted' | 'signature';

function nextFilled(lines: readonly ReplyLine[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]?.text === '' && lines[at]?.depth === 0) {
    at++;
  }
  return at;
}

/**
 * Whether words of the sender's own stand before a line. Lines only ever cease to be the sender's own, so where the
 * first of them stands is looked for once: a text of 50,000 rules must not be gone through for each of them.
 */
class OwnWords {
  #first = 0;

  constructor(
    private readonly lines: readonly ReplyLine[],
    private readonly labels: readonly LineLabel[],
  ) {}

  before(line: number): boolean {
    while (this.#first < line && !this.#isWord(this.#first)) {
      this.#first++;
    }
    return this.#first < line;
  }

  #isWord(at: number): boolean {
    const text = this.lines[at]?.text ?? '';
    return this.labels[at] === 'own' && text !== '' && !isRule(text);
  }
}

/** Whether what follows line `from` is marked as quotation by its own signs. */
function isMarkedAfter(lines: readonly ReplyLine[], from: number): boolean {
  const next = lines[nextFilled(lines, from)];
  return next !== undefined && (next.depth > 0 || next.mark === 'quote');
}

/** Gives each line its kind. Empty lines take part in no decision. */
export function labelLines(lines: readonly ReplyLine[]): LineLabel[] {
  const labels = lines.map((line): LineLabel =>
    line.mark === 'quote' || line.depth > 0 ? 'quoted' : line.mark === 'signature' ? 'signature' : 'own',
  );
  joinBrokenLines(lines, labels);
  const words = new OwnWords(lines, labels);
  labelIntroductions(lines, labels, words);
  labelSignatures(lines, labels, words);
  labelNames(lines, labels, words);
  labelCards(lines, labels, words);
  return labels;
}

/** The rest of a quoted line that a server has broken: short, between two quoted lines, no gap. */
function joinBrokenLines(lines: readonly ReplyLine[], labels: LineLabel[]): void {
  for (let i = 1; i < lines.length - 1; i++) {
    const [before, line, after] = [lines[i - 1], lines[i], lines[i + 1]];
    if (before === undefined || line === undefined || after === undefined || labels[i] !== 'own' || line.text === '') {
      continue;
    }
    if (
      before.depth > 0 &&
      after.depth > 0 &&
      before.raw.length >= 60 &&
      (line.raw.length <= 40 || /^\p{Ll}/u.test(line.text)) &&
      !/[:：]$/u.test(line.text)
    ) {
      labels[i] = 'quoted';
    }
  }
}

function mark(labels: LineLabel[], from: number, to: number, label: LineLabel): void {
  for (let i = from; i < to && i < labels.length; i++) {
    labels[i] = label;
  }
}

/**
 * Introductions, titles and header blocks in the sender's own layer. What they introduce is either marked with signs,
 * then only they themselves are taken, or it runs to the end.
 */
function labelIntroductions(lines: readonly ReplyLine[], labels: LineLabel[], words: OwnWords): void {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || labels[i] !== 'own' || line.text === '') {
      continue;
    }
    const end = openingAt(lines, labels, words, i);
    if (end === null) {
      continue;
    }
    const start = end.start;
    mark(labels, start, end.end, 'quoted');
    if (!isMarkedAfter(lines, end.end) && end.toEnd) {
      mark(labels, start, lines.length, 'quoted');
      return;
    }
    i = Math.max(i, end.end - 1);
  }
}

interface Opening {
  readonly start: number;
  readonly end: number;
  readonly toEnd: boolean;
}

function openingAt(
  lines: readonly ReplyLine[],
  labels: readonly LineLabel[],
  words: OwnWords,
  at: number,
): Opening | null {
  const line = lines[at];
  if (line === undefined) {
    return null;
  }
  if (isReplyAboveLine(line.text) && words.before(at)) {
    return { start: at, end: at + 1, toEnd: true };
  }
  if (isSeparator(line.text)) {
    const block = headerBlockAt(lines, nextFilled(lines, at + 1));
    return { start: at, end: block?.end ?? at + 1, toEnd: true };
  }
  if (isRule(line.text) || isShortRule(line.text)) {
    const block = headerBlockAt(lines, nextFilled(lines, at + 1));
    return block === null ? null : { start: at, end: block.end, toEnd: true };
  }
  const block = headerBlockAt(lines, at);
  if (block !== null) {
    return { start: at, end: block.end, toEnd: true };
  }
  if (isBareSender(line.text) && words.before(at)) {
    return { start: at, end: at + 1, toEnd: true };
  }
  for (let last = at; last < lines.length && last - at < 6; last++) {
    if (lines[last]?.text === '' || labels[last] !== 'own') {
      break;
    }
    const found = introductionEndingAt(lines, last);
    if (found === null || found.start !== at) {
      continue;
    }
    if (found.strong) {
      return { ...found, toEnd: true };
    }
    return isMarkedAfter(lines, found.end) ? { ...found, toEnd: false } : null;
  }
  return null;
}

/** No signature is judged by more lines than this. */
const MAX_SIGNATURE_LINES = 80;

function opensSignature(line: ReplyLine): boolean {
  return (
    line.text !== '' &&
    (isSignatureDelimiter(line.raw) || isDeviceLine(line.text) || isRule(line.text) || isDisclaimer(line.text))
  );
}

/** For each line the end of the run of equally labelled lines that it is in. */
function endsOfRuns(labels: readonly LineLabel[]): number[] {
  const ends: number[] = [];
  for (let i = labels.length - 1; i >= 0; i--) {
    ends[i] = labels[i] === labels[i + 1] ? (ends[i + 1] ?? i + 1) : i + 1;
  }
  return ends;
}

/** Signatures at the end of each run of own lines: delimiter, device lines, cards under a rule, disclaimers. */
function labelSignatures(lines: readonly ReplyLine[], labels: LineLabel[], words: OwnWords): void {
  const runEnds = endsOfRuns(labels);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || labels[i] !== 'own' || !opensSignature(line)) {
      continue;
    }
    const runEnd = runEnds[i] ?? lines.length;
    const rest = lines.slice(i + 1, Math.min(runEnd, i + 1 + MAX_SIGNATURE_LINES)).map((other) => other.text);
    const filled = rest.filter((text) => text !== '').length;
    if (isSignatureDelimiter(line.raw) && filled <= 20) {
      mark(labels, i, runEnd, 'signature');
    } else if (isDeviceLine(line.text)) {
      const appended = rest.every(
        (text) => text === '' || isDeviceLine(text) || isDisclaimer(text) || /^<?https?:/u.test(text),
      );
      mark(labels, i, appended ? runEnd : i + 1, 'signature');
      // Phones put it under the new text; what a program leaves under it without any mark is the mail answered to.
      if (!appended && words.before(i)) {
        mark(labels, i + 1, runEnd, 'quoted');
      }
    } else if (
      isRule(line.text) &&
      words.before(i) &&
      (filled === 0 || looksLikeCard(rest) || (/^_{20,}$/u.test(line.text) && filled <= 8))
    ) {
      mark(labels, i, runEnd, 'signature');
    } else if (isDisclaimer(line.text) && words.before(i)) {
      mark(labels, i, runEnd, 'signature');
    }
  }
}

/** A name after a dash that ends a run of own lines. */
function labelNames(lines: readonly ReplyLine[], labels: LineLabel[], words: OwnWords): void {
  for (const [index, line] of lines.entries()) {
    if (labels[index] !== 'own' || !isNameLine(line.text) || !words.before(index)) {
      continue;
    }
    let next = index + 1;
    while (next < lines.length && labels[next] === 'own' && lines[next]?.text === '') {
      next++;
    }
    if (next >= lines.length || labels[next] !== 'own') {
      labels[index] = 'signature';
    }
  }
}

/** Visiting cards that mail programs put between the new text and the quotation, with no delimiter over them. */
function labelCards(lines: readonly ReplyLine[], labels: LineLabel[], words: OwnWords): void {
  for (let end = 1; end <= lines.length; end++) {
    if (labels[end - 1] !== 'own' || (end < lines.length && labels[end] === 'own')) {
      continue;
    }
    let start = end;
    while (start > 0 && labels[start - 1] === 'own') {
      start--;
    }
    const card = cardAt(
      lines.slice(start, end).map((line) => line.text),
      end < lines.length,
    );
    if (card !== null && words.before(start + card)) {
      mark(labels, start + card, end, 'signature');
    }
  }
}
