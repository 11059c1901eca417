const mobile = /(?<![\d-])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/gu;
const landline =
  /(?<![\d-])(?:\(?0\d{2,3}\)?[ -]?)\d{7,8}(?:-\d{1,5})?(?!\d)|(?<![\d-])400[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)/gu;
const foreign = /(?<!\d)\+\d{1,3}(?:[ -]?\d{2,5}){2,4}(?!\d)/gu;

/**
 * Offsets of the number to call back on: the first mobile number, else a land line, else one from abroad. Canonical text
 * in; the caller copies the words from the original.
 */
export function phoneIn(text: string): readonly [number, number] | null {
  for (const form of [mobile, foreign, landline]) {
    const match = text.matchAll(form).next().value;
    if (match !== undefined) {
      return [match.index, match.index + match[0].length];
    }
  }
  return null;
}
