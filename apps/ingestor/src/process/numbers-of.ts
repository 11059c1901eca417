import { numberRegExp } from '#libs/policy/numbering/number-reg-exp.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { CaseNumberPatterns } from './case-number-patterns.js';

/** The numbers of a preset in all its versions: cases opened under an earlier one keep theirs (ME-0.9). */
export function numbersOf(book: PresetBook): CaseNumberPatterns {
  const patterns = new Map(
    book.ids.map((id) => [id, numberRegExp(...book.versionsOf(id).map(({ numbering }) => numbering.pattern))]),
  );
  return { of: (preset) => patterns.get(preset) ?? null };
}
