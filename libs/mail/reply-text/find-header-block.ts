import { headerLabels } from './header-labels.vocabulary.js';
import type { HeaderKind } from './header-labels.vocabulary.js';
import type { ReplyLine } from './reply-line.js';

const kindByLabel = new Map<string, HeaderKind>();
for (const [kind, labels] of Object.entries(headerLabels)) {
  for (const label of labels) {
    kindByLabel.set(label.toLowerCase().replace(/\s/gu, ''), kind as HeaderKind);
  }
}

const labelled = /^[*_•·|\s"“-]{0,6}([\p{L}][\p{L}\p{M}'’ \u3000-]{0,18}?)[*_\s\u3000]*(?:[:：|]|\s*:)[*_]*\s*(.*)$/u;
const mailAddress = /[^\s<>"'()（）[\]]+@[^\s<>"'()（）[\]]+\.[^\s<>"'()（）[\]]{2,}/u;
const dateLike = /(?:19|20)\d\d|\d{1,2}[:.：]\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/u;

export interface HeaderBlock {
  /** Index of the line after the block. */
  readonly end: number;
}

function labelOf(line: string): { kind: HeaderKind; value: string } | null {
  const match = labelled.exec(line);
  if (match === null) {
    return null;
  }
  const kind = kindByLabel.get((match[1] ?? '').toLowerCase().replace(/[\s\u3000]/gu, ''));
  return kind === undefined ? null : { kind, value: (match[2] ?? '').trim() };
}

const MAX_BLOCK_LINES = 24;

/**
 * A header block (From, Sent, To, Subject in any language) that begins at line `start`. It takes the sender and two
 * more kinds of field, or the sender with an address and a date: words like "From:" alone are anybody's prose.
 */
export function headerBlockAt(lines: readonly ReplyLine[], start: number): HeaderBlock | null {
  const first = lines[start];
  if (first === undefined) {
    return null;
  }
  const opening = labelOf(first.text);
  if (opening === null || opening.kind === 'other' || opening.kind === 'cc') {
    return null;
  }
  const kinds = new Set<HeaderKind>();
  let address = false;
  let date = false;
  let loose = 0;
  let end = start;
  let last: HeaderKind = opening.kind;
  for (let i = start; i < lines.length && i - start < MAX_BLOCK_LINES; i++) {
    const line = lines[i];
    if (line === undefined || line.depth !== first.depth) {
      break;
    }
    const field = labelOf(line.text);
    if (field === null) {
      // A long list of recipients or a folded value; two empty lines, or prose, end the block.
      const empty = line.text === '';
      const continues =
        !empty &&
        (mailAddress.test(line.text) ||
          /^[\s;,]/u.test(line.raw) ||
          (last !== 'subject' && last !== 'other' && line.text.length < 60 && /[;,<>]/u.test(line.text)));
      loose = continues ? 0 : loose + 1;
      if (loose > (kinds.has('subject') ? 0 : 1)) {
        break;
      }
      if (continues && mailAddress.test(line.text)) {
        address = true;
      }
      continue;
    }
    if (kinds.has(field.kind) && field.kind !== 'other' && field.kind !== 'cc') {
      break;
    }
    loose = 0;
    kinds.add(field.kind);
    last = field.kind;
    if (field.kind === 'from' && (mailAddress.test(field.value) || mailAddress.test(lines[i + 1]?.text ?? ''))) {
      address = true;
    }
    if (field.kind === 'date' && dateLike.test(field.value)) {
      date = true;
    }
    end = i + 1;
  }
  kinds.delete('other');
  const core = [...kinds].filter((kind) => kind !== 'cc').length;
  const sure = kinds.has('from')
    ? core >= 3 || (core >= 2 && (address || date))
    : core >= 3 && kinds.has('date') && date;
  return sure ? { end } : null;
}

/** A lone sender line such as `From: a@example.com <a@example.com>`: an introduction where an address is given twice or alone. */
export function isBareSender(line: string): boolean {
  const field = labelOf(line);
  return field?.kind === 'from' && /^"?[^<>]{0,80}<[^<>\s]+@[^<>\s]+>$/u.test(field.value);
}
