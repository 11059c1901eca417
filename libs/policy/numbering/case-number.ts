import { Temporal } from 'temporal-polyfill';
import { parseNumberPattern, type NumberPart } from './number-pattern.js';

export interface NumberFields {
  /** Business time of registration; year, month and day are those of `timeZone`. */
  readonly at: Date;
  /** Type code of the category, or the preset's code of the unknown. */
  readonly type: string;
  /** Only needed where the pattern has {unit}. */
  readonly unit?: string;
  readonly timeZone?: string;
}

function partsOf(pattern: string): readonly NumberPart[] {
  const parts = parseNumberPattern(pattern);
  if (parts === null) {
    throw new Error(`not a number pattern: ${pattern}`);
  }
  return parts;
}

function fieldText(name: 'yyyy' | 'yy' | 'MM' | 'dd' | 'type' | 'unit', fields: NumberFields): string {
  const day = Temporal.Instant.fromEpochMilliseconds(fields.at.getTime()).toZonedDateTimeISO(
    fields.timeZone ?? 'Asia/Shanghai',
  );
  switch (name) {
    case 'yyyy':
      return String(day.year).padStart(4, '0');
    case 'yy':
      return String(day.year % 100).padStart(2, '0');
    case 'MM':
      return String(day.month).padStart(2, '0');
    case 'dd':
      return String(day.day).padStart(2, '0');
    case 'type':
      return fields.type;
    case 'unit':
      return (fields.unit ?? '').toUpperCase();
    default:
      return name satisfies never;
  }
}

/**
 * A case number, e.g. 202611-ZL-001 (SI-13). A serial that outgrows its width is printed in full: a number is never cut,
 * so that it stays unique.
 */
export function formatNumber(pattern: string, fields: NumberFields & { readonly seq: number }): string {
  return partsOf(pattern)
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'seq':
          return String(fields.seq).padStart(part.width, '0');
        case 'field':
          return fieldText(part.field, fields);
        default:
          return part satisfies never;
      }
    })
    .join('');
}

/** The count that a number draws from: the pattern filled in but for its serial. Serial 1 is the first of each scope. */
export function sequenceScope(pattern: string, fields: NumberFields): string {
  return partsOf(pattern)
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'seq':
          return '#';
        case 'field':
          return fieldText(part.field, fields);
        default:
          return part satisfies never;
      }
    })
    .join('');
}
