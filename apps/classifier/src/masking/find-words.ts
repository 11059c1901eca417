/** Offsets of a known word in a lower-case text; a Latin word only where it stands whole. */
export function occurrencesOf(word: string, lower: string): { readonly start: number; readonly end: number }[] {
  if (word === '') {
    return [];
  }
  const latin = /^[a-z0-9]/u.test(word);
  const found: { start: number; end: number }[] = [];
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
    const end = at + word.length;
    const inside = /[a-z0-9]/u.test(lower[at - 1] ?? '') || /[a-z0-9]/u.test(lower[end] ?? '');
    if (!latin || !inside) {
      found.push({ start: at, end });
    }
  }
  return found;
}
