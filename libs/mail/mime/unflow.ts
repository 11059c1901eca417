/**
 * Joins the lines that format=flowed has broken (RFC 3676 4): a line that ends in a blank goes on in the next one of
 * the same quotation depth. `deleteSpace` is DelSp=yes, as senders of Chinese and Japanese use it.
 */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open: { depth: number } | null = null;
  for (const raw of text.split(/\r?\n/u)) {
    const marks = /^>*/u.exec(raw)?.[0] ?? '';
    const content = raw.slice(marks.length).replace(/^ /u, '');
    const flows = content.endsWith(' ') && content !== '-- ';
    const kept = flows && deleteSpace ? content.slice(0, -1) : content;
    if (open !== null && open.depth === marks.length && content !== '-- ') {
      out[out.length - 1] = `${out.at(-1) ?? ''}${kept}`;
    } else {
      out.push(marks === '' ? kept : `${marks} ${kept}`);
    }
    open = flows ? { depth: marks.length } : null;
  }
  return out.join('\n');
}
