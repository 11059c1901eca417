/** A pattern taken apart: literal text, or a field with its width. */
export type NumberPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: 'yyyy' | 'yy' | 'MM' | 'dd' | 'type' | 'unit' }
  | { readonly kind: 'seq'; readonly width: number };

const field = /\{(?<name>yyyy|yy|MM|dd|type|unit|seq:(?<width>[1-9]))\}/gu;

/**
 * Takes `{yyyy}{MM}-{type}-{seq:3}` apart. Null where it holds an unknown field or not exactly one {seq:n}: without a
 * serial numbers would not be unique (SI-13).
 */
export function parseNumberPattern(pattern: string): readonly NumberPart[] | null {
  const parts: NumberPart[] = [];
  let at = 0;
  for (const match of pattern.matchAll(field)) {
    if (match.index > at) {
      parts.push({ kind: 'text', text: pattern.slice(at, match.index) });
    }
    parts.push(partOf(match.groups?.['name'] ?? '', match.groups?.['width']));
    at = match.index + match[0].length;
  }
  if (at < pattern.length) {
    parts.push({ kind: 'text', text: pattern.slice(at) });
  }
  const stray = parts.some((part) => part.kind === 'text' && /[{}\s]/u.test(part.text));
  const serials = parts.filter((part) => part.kind === 'seq').length;
  return stray || serials !== 1 ? null : parts;
}

function partOf(name: string, width: string | undefined): NumberPart {
  if (width !== undefined) {
    return { kind: 'seq', width: Number(width) };
  }
  return { kind: 'field', field: name as 'yyyy' | 'yy' | 'MM' | 'dd' | 'type' | 'unit' };
}
