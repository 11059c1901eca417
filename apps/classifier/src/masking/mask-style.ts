import type { PersonalKind } from './personal-find.js';

/** What stands in the place of the n-th different thing of a kind. */
export type MaskStyle = (kind: PersonalKind, n: number) => string;

/** Placeholders that say what was there: `[PERSON-1]`. */
export const placeholders: MaskStyle = (kind, n) => `[${kind.toUpperCase()}-${String(n)}]`;

const people = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/**
 * Made-up words of the same kind, for texts that train the classifier: it must meet a phone number where there was one.
 * Reserved domains and numbers that nobody has.
 */
export const standIns: MaskStyle = (kind, n) => {
  const digits = String(n % 10_000).padStart(4, '0');
  switch (kind) {
    case 'person':
      return `某${people[(n - 1) % people.length] ?? '甲'}`;
    case 'phone':
      return `1380000${digits}`;
    case 'mail':
      return `person${String(n)}@example.com`;
    case 'link':
      return `https://example.com/${String(n)}`;
    case 'handle':
      return `handle${digits}`;
    case 'identity':
      return `000000190001010${String(n % 1_000).padStart(3, '0')}`;
    case 'plate':
      return `京A0${digits}`;
    case 'number':
      return `XX-2026-${digits}`;
    case 'place':
      return `某小区${String(n)}栋`;
  }
  return kind satisfies never;
};
