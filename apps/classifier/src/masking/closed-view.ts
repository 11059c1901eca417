/** Chinese with blanks between its characters, as scanners write it, and the way back. */
export interface ClosedView {
  readonly text: string;
  /** Offset in the text with blanks. */
  readonly at: (offset: number) => number;
}

/** A character or a number alone between blanks. */
const alone = /(?<![^\s\p{P}])(?:\p{Script=Han}|[A-Za-z]?\d+[A-Za-z]?)(?![^\s\p{P}])/gu;

/** The same without these blanks; null where none stand there. */
export function closedView(view: string): ClosedView | null {
  const starts: number[] = [];
  let text = '';
  let from = 0;
  let last: RegExpExecArray | null = null;
  for (const match of view.matchAll(alone)) {
    const end = last === null ? -1 : last.index + last[0].length;
    const numbers = /\d/u.test(match[0]) && /\d/u.test(last?.[0] ?? '');
    if (match.index === end + 1 && view[end] === ' ' && !numbers) {
      for (let at = from; at < end; at += 1) {
        starts.push(at);
      }
      text += view.slice(from, end);
      from = match.index;
    }
    last = match;
  }
  if (from === 0) {
    return null;
  }
  for (let at = from; at <= view.length; at += 1) {
    starts.push(at);
  }
  text += view.slice(from);
  return { text, at: (offset) => starts[offset] ?? view.length };
}
