import { segmentsOf, type FiledText } from '#libs/sms/template/filed-text.js';

/** How long a text is as it arrives: providers put 【signature】 in front, and it counts. */
export interface TextLength {
  /** UTF-16 units with nothing filled in. */
  readonly bare: number;
  /** The same with usual values. */
  readonly filled: number;
  /** Messages that the filled text goes as: one up to 70, else one for every 67 (GSM 03.40, UCS-2). */
  readonly messages: number;
}

/** Usual lengths of values; anything else counts as ten. */
const usual: Readonly<Record<string, number>> = {
  number: 14,
  dueAt: 16,
  planDueAt: 16,
  department: 8,
  handler: 3,
  unit: 8,
  tag: 4,
  cases: 31,
  organisation: 8,
};

/** Pure. `plain` is the text with its variables written as `{name}`. */
export function lengthOf(plain: Pick<FiledText, 'text' | 'variables'>, signature: string): TextLength {
  const marks = plain.text.match(/\{[a-zA-Z][a-zA-Z0-9]*\}/gu) ?? [];
  const framed = signature === '' ? 0 : signature.length + 2;
  const bare = framed + plain.text.length - marks.reduce((sum, mark) => sum + mark.length, 0);
  const filled = bare + marks.reduce((sum, mark) => sum + (usual[mark.slice(1, -1)] ?? 10), 0);
  return { bare, filled, messages: segmentsOf(filled) };
}
