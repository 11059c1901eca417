import type { DateMention } from '../quantities/dates.js';

/** What stands right before and right after a day. */
export interface WordsAround {
  readonly before: RegExp;
  readonly after: RegExp;
}

const beforeLength = 16;
const afterLength = 16;

/** Whether the words before or after a day, in the same line, are such words. */
export function isAround(words: WordsAround, mention: DateMention, text: string): boolean {
  const before = text.slice(Math.max(0, mention.start - beforeLength), mention.start);
  const after = text.slice(mention.end, mention.end + afterLength);
  return (
    words.before.test(before.slice(before.lastIndexOf('\n') + 1)) || words.after.test(after.split('\n', 1)[0] ?? '')
  );
}
