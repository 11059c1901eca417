import { labelWords, type PassedOnField } from './label-words.table.js';

export interface LabelledLines {
  /** The first value of each field. */
  readonly fields: Partial<Readonly<Record<PassedOnField, string>>>;
  /** What is no such line, and what stands behind the label of the content, in order. */
  readonly rest: string;
}

const fieldByWord = new Map(
  Object.entries(labelWords).flatMap(([field, words]) =>
    words.map((word): [string, PassedOnField] => [word, field as PassedOnField]),
  ),
);

const labelled = /^[\s>*•·【[（(]*([\p{L}][\p{L}\s\u3000-]{0,14}?)[\s\u3000】\]*]*[:：]\s*(.*)$/u;

/** Reads lines such as `渠道: 电话`, half-width or full-width; a label that comes again is part of the text. Pure. */
export function readLabelledLines(text: string): LabelledLines {
  const fields: Partial<Record<PassedOnField, string>> = {};
  const rest: string[] = [];
  for (const line of text.split('\n')) {
    const [, word = '', value = ''] = labelled.exec(line) ?? [];
    const field = fieldByWord.get(word.toLowerCase().replace(/[\s\u3000]/gu, ''));
    if (field === undefined || fields[field] !== undefined) {
      rest.push(line);
      continue;
    }
    fields[field] = value.trim();
    if (field === 'content') {
      rest.push(value.trim());
    }
  }
  return { fields, rest: rest.join('\n').trim() };
}
