import { halfWidth } from './half-width.js';

/** The three things that belong together (PG-17); null where the text does not give one. */
export interface PlanFields {
  readonly person: string | null;
  readonly measures: string | null;
  readonly limit: string | null;
}

const labels: Readonly<Record<keyof PlanFields, string>> = {
  person: '责任人|解决人|负责人|处理人|person|responsible',
  measures: '措施|解决措施|处理措施|measures?',
  limit: '时限|期限|解决时限|完成时限|limit|deadline',
};

const anyLabel = new RegExp(`(${Object.values(labels).join('|')})\\s*:`, 'giu');

/**
 * Reads `责任人: … 措施: … 时限: …` on one line or several, in any order, full-width or half-width. A value runs to
 * the next label; the measures may span lines, the other two end with their line.
 */
export function readPlanFields(text: string): PlanFields {
  const plain = halfWidth(text);
  const marks = [...plain.matchAll(anyLabel)];
  const found: { -readonly [K in keyof PlanFields]: string | null } = { person: null, measures: null, limit: null };
  marks.forEach((mark, i) => {
    const field = fieldOf(mark[1] ?? '');
    const raw = text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length);
    const value = (field === 'measures' ? raw : (raw.trimStart().split('\n', 1)[0] ?? ''))
      .trim()
      .replace(/[;；,，。]+$/u, '');
    if (value !== '' && !/^[_…. ]+$/u.test(value)) {
      found[field] ??= value;
    }
  });
  return found;
}

function fieldOf(label: string): keyof PlanFields {
  for (const field of ['person', 'measures', 'limit'] as const) {
    if (new RegExp(`^(?:${labels[field]})$`, 'iu').test(label)) {
      return field;
    }
  }
  throw new Error(`label without a field: ${label}`);
}
