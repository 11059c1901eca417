import { halfWidth } from './half-width.js';
import type { UnavailableVerb, Verb } from './command.union.js';
import { unavailableWords, verbWords } from './verb-words.table.js';

export interface FoundVerb {
  readonly verb: Verb | UnavailableVerb;
  /** The word as in the table. */
  readonly word: string;
  /** What follows it on the same line, without the separating colon or space. */
  readonly rest: string;
}

const table: readonly (readonly [string, Verb | UnavailableVerb])[] = [
  ...Object.entries(verbWords),
  ...Object.entries(unavailableWords),
]
  .flatMap(([verb, words]) =>
    words.map((word): [string, Verb | UnavailableVerb] => [word, verb as Verb | UnavailableVerb]),
  )
  // The longest first, so that 回复客户 is not read as something shorter.
  .sort(([a], [b]) => b.length - a.length);

const separator = /^[\s:,。.!;、]/u;

/**
 * Reads a verb at the start of a line. It counts when it is the whole line, or is followed by space, colon or
 * closing punctuation: 完成这件事还要三天 and 一般来说 are notes. After `#` it always counts.
 */
export function findVerb(line: string): FoundVerb | null {
  const start = /^\s*(?<mark>#\s*)?/u.exec(halfWidth(line));
  const marked = start?.groups?.['mark'] !== undefined;
  const body = line.slice(start?.[0].length ?? 0);
  const plain = halfWidth(body).toLowerCase();
  for (const [word, verb] of table) {
    if (!plain.startsWith(word)) {
      continue;
    }
    const after = plain.slice(word.length);
    if (after === '' || separator.test(after) || (marked && !/^[a-z]/u.test(after))) {
      const rest = body.slice(word.length);
      return { verb, word, rest: rest.slice(/^[\s:：,，。.!！;；、]*/u.exec(rest)?.[0].length ?? 0) };
    }
  }
  return null;
}
