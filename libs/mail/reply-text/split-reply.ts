import type { HtmlLine } from '../html/read-html.js';
import type { StoredText } from '../message/stored-message.schema.js';
import { labelLines, type LineLabel } from './label-lines.js';
import { readReplyLines, type ReplyLine } from './reply-line.js';

/** Lines `from` to `to` (exclusive) of `full`, all of one kind. */
export interface ReplySegment {
  readonly kind: LineLabel;
  readonly from: number;
  readonly to: number;
}

export interface SplitReply extends StoredText {
  /** The whole text in order: no line is in none of them. */
  readonly segments: readonly ReplySegment[];
}

/** Beyond this the text is not divided: nobody writes it, and all of it is shown. */
const MAX_LINES = 20_000;
const MAX_CHARS = 1024 * 1024;

function segmentsOf(labels: readonly LineLabel[], lines: readonly ReplyLine[]): ReplySegment[] {
  const segments: { kind: LineLabel; from: number; to: number }[] = [];
  for (const [index, label] of labels.entries()) {
    const last = segments.at(-1);
    // Empty lines go with what stands before them.
    if (last !== undefined && (last.kind === label || (lines[index]?.text === '' && lines[index].depth === 0))) {
      last.to = index + 1;
    } else {
      segments.push({ kind: label, from: index, to: index + 1 });
    }
  }
  return segments;
}

function trimLines(text: string): string {
  return text.replace(/^(?:[ \t\u00a0\u3000]*\n)+/u, '').trimEnd();
}

function textOf(segments: readonly ReplySegment[], lines: readonly ReplyLine[], kinds: readonly LineLabel[]): string {
  const taken = segments.filter((segment) => kinds.includes(segment.kind));
  return trimLines(
    taken
      .map((segment) =>
        lines
          .slice(segment.from, segment.to)
          .map((line) => line.raw.trimEnd())
          .join('\n'),
      )
      .join('\n'),
  ).trim();
}

function isFilled(segment: ReplySegment, lines: readonly ReplyLine[]): boolean {
  return lines.slice(segment.from, segment.to).some((line) => line.text !== '');
}

/**
 * Whether answers stand between quotations, so that neither can be read without the other: two or more quotations
 * with own lines after them, or one that the sender placed without an introduction.
 */
function isInterleaved(content: readonly ReplySegment[], lines: readonly ReplyLine[]): boolean {
  const kinds = content.map((segment) => segment.kind);
  const lastOwn = kinds.lastIndexOf('own');
  const quotesBefore = kinds.slice(0, lastOwn).filter((kind) => kind === 'quoted').length;
  if (quotesBefore >= 2) {
    return true;
  }
  if (quotesBefore === 0) {
    return false;
  }
  const quote = content[kinds.indexOf('quoted')];
  const introduced = quote !== undefined && (lines[quote.from]?.depth ?? 0) === 0;
  return kinds.indexOf('own') < kinds.indexOf('quoted') && !introduced;
}

/**
 * Tells new text, quotation and signature of a mail apart, losing nothing: every line is in exactly one of them.
 * `marked` are the lines of the HTML form with what its markup says; without it `text` is read as plain text.
 * Pure and bounded; never throws.
 */
export function splitReply(text: string, marked?: readonly HtmlLine[]): SplitReply {
  const lines = readReplyLines(text.replace(/\r\n?/gu, '\n'), marked);
  const full = lines.map((line) => line.raw).join('\n');
  if (lines.length > MAX_LINES || full.length > MAX_CHARS) {
    return {
      full,
      new: full,
      own: full,
      quoted: '',
      signature: '',
      interleaved: false,
      segments: [{ kind: 'own', from: 0, to: lines.length }],
    };
  }
  const segments = segmentsOf(labelLines(lines), lines);
  const own = textOf(segments, lines, ['own']);
  const quoted = textOf(segments, lines, ['quoted']);
  const signature = textOf(segments, lines, ['signature']);
  const content = segments.filter((segment) => segment.kind !== 'signature' && isFilled(segment, lines));
  const interleaved = own !== '' && isInterleaved(content, lines);
  return { full, new: newText(), own, quoted, signature, interleaved, segments };

  function newText(): string {
    if (own === '') {
      return full.trim();
    }
    if (!interleaved) {
      return own;
    }
    const lastOwn = content.map((segment) => segment.kind).lastIndexOf('own');
    const until = content[lastOwn]?.to ?? lines.length;
    return textOf(
      segments.filter((segment) => segment.to <= until),
      lines,
      ['own', 'quoted'],
    );
  }
}
