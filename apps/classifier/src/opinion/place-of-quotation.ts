/** A word that stands for something hidden, as it is written into what is sent. */
const placeholder = /\[[A-Z]+-\d+\]/gu;

/** Fewer letters and digits prove nothing: every text has them. */
const fewestSigns = 2;

/**
 * Where a quotation stands in the text that was sent, letter for letter; null where it does not. A placeholder is quoted
 * whole or not at all, and never alone: it is our word, not the complaint's.
 */
export function placeOf(quotation: string, sent: string): [start: number, end: number] | null {
  const own = quotation.replace(placeholder, '').match(/[\p{L}\p{N}]/gu) ?? [];
  if (own.length < fewestSigns) {
    return null;
  }
  const hidden = [...sent.matchAll(placeholder)].map(({ index, 0: word }) => [index, index + word.length] as const);
  const cuts = (at: number): boolean => hidden.some(([start, end]) => start < at && at < end);
  for (let at = sent.indexOf(quotation); at >= 0; at = sent.indexOf(quotation, at + 1)) {
    if (!cuts(at) && !cuts(at + quotation.length)) {
      return [at, at + quotation.length];
    }
  }
  return null;
}
