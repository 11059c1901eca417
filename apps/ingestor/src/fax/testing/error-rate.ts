/** Characters that must be changed, put in or taken out, as a share of those that should be there; blanks do not count. */
export function errorRate(read: string, written: string): number {
  const [a, b] = [plain(read), plain(written)];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  a.forEach((character, index) => {
    const next = [index + 1];
    b.forEach((other, place) => {
      next.push(
        Math.min((row[place] ?? 0) + (character === other ? 0 : 1), (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1),
      );
    });
    row = next;
  });
  return (row[b.length] ?? 0) / Math.max(1, b.length);
}

/** Full-width punctuation as half-width: the engine writes either, and a reader does not care. */
function plain(text: string): string[] {
  return [...text.normalize('NFKC').replace(/\s+/gu, '')].map((character) => (character === '。' ? '.' : character));
}
