import { normaliseToken } from '../token/reply-token.js';

/** A pre-filled form as it came back. */
export interface FoundForm {
  /** Token of the notice it was sent with. */
  readonly token: string;
  /** What stands between the marker lines, quote marks taken off. */
  readonly body: string;
  /** How deep it was quoted; 0 in the sender's own text. */
  readonly depth: number;
  /** The closing line was missing: the form was taken to the next empty lines or quotation change. */
  readonly open: boolean;
}

const MAX_FORM_LINES = 200;

/** Marks survive quoting, re-wrapping of blanks and clients that turn `=` runs into other lengths. */
const quoteMarks = /^(?:\s*[>＞|│]\s?)*/u;
const begin = /^\W*={2,}\s*redress\s*表单\s*([a-z0-8]{40})\s*(?:=+|…)?\s*$/iu;
/** The opening line broken before its token, as clients do that wrap. */
const brokenBegin = /^\W*={2,}\s*redress\s*表单\s*$/iu;
const end = /^\W*={2,}\s*redress\s*表单完\s*=*\s*$/iu;

/** The form between its two marker lines, as it is put into a mail or behind a mailto link. */
export function renderForm(token: string, body: string): string {
  return `===== Redress 表单 ${token} =====\n${body.trim()}\n===== Redress 表单完 =====`;
}

function strip(line: string): { text: string; depth: number } {
  const marks = quoteMarks.exec(line)?.[0] ?? '';
  return {
    text: line
      .slice(marks.length)
      .replace(/\u00a0/gu, ' ')
      .trimEnd(),
    depth: marks.replace(/[^>＞|│]/gu, '').length,
  };
}

/** Every form in a text, quoted or not, in order. The reader compares `body` with what was sent: only a difference is an answer. */
export function findForms(text: string): FoundForm[] {
  const forms: FoundForm[] = [];
  const lines = text.split(/\r?\n/u).map(strip);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]?.text ?? '';
    const whole = begin.exec(line);
    const opening = whole ?? (brokenBegin.test(line) ? begin.exec(`${line} ${lines[i + 1]?.text ?? ''}`) : null);
    if (opening === null) {
      continue;
    }
    const wrapped = whole === null;
    const depth = lines[i]?.depth ?? 0;
    const start = i + (wrapped ? 2 : 1);
    const body: string[] = [];
    let at = start;
    let closed = false;
    for (; at < lines.length && at - start < MAX_FORM_LINES; at++) {
      const line = lines[at];
      if (line === undefined || begin.test(line.text)) {
        break;
      }
      if (end.test(line.text)) {
        closed = true;
        break;
      }
      if (line.depth > depth + 1) {
        break;
      }
      body.push(line.text);
    }
    forms.push({ token: normaliseToken(opening[1] ?? ''), body: body.join('\n').trim(), depth, open: !closed });
    i = closed ? at : at - 1;
  }
  return forms;
}
