/** Writes UIDs as an IMAP sequence set, e.g. `3:5,9` (RFC 9051 9). Empty for no UIDs. */
export function uidSet(uids: readonly number[]): string {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const ranges: { from: number; to: number }[] = [];
  for (const uid of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to + 1 === uid) {
      last.to = uid;
    } else {
      ranges.push({ from: uid, to: uid });
    }
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${String(from)}:${String(to)}`)).join(',');
}
