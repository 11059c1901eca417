import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatNumber, sequenceScope } from './case-number.js';
import { parseNumberPattern } from './number-pattern.js';
import { numberRegExp } from './number-reg-exp.js';

const pattern = '{yyyy}{MM}-{type}-{seq:3}';
const noon = new Date('2026-11-21T04:00:00Z');

describe('case numbers (SI-13)', () => {
  it('are year and month, type, and a serial filled up with zeros', () => {
    expect(formatNumber(pattern, { at: noon, type: 'ZL', seq: 1 })).toBe('202611-ZL-001');
    expect(formatNumber('{unit}{yy}{MM}{dd}/{seq:5}', { at: noon, type: 'ZL', unit: 'yunhu', seq: 42 })).toBe(
      'YUNHU261121/00042',
    );
  });

  it('take the month of the time zone, not of the machine', () => {
    const newYear = new Date('2026-12-31T16:30:00Z');

    expect(formatNumber(pattern, { at: newYear, type: 'ZL', seq: 7 })).toBe('202701-ZL-007');
    expect(formatNumber(pattern, { at: newYear, type: 'ZL', seq: 7, timeZone: 'Europe/Berlin' })).toBe('202612-ZL-007');
  });

  it('are never cut where the serial outgrows its width', () => {
    expect(formatNumber(pattern, { at: noon, type: 'ZL', seq: 1_234 })).toBe('202611-ZL-1234');
  });

  it('count anew for each month and type', () => {
    const scopes = [
      sequenceScope(pattern, { at: noon, type: 'ZL' }),
      sequenceScope(pattern, { at: noon, type: 'WY' }),
      sequenceScope(pattern, { at: new Date('2026-12-01T04:00:00Z'), type: 'ZL' }),
      sequenceScope(pattern, { at: new Date('2026-11-30T04:00:00Z'), type: 'ZL' }),
    ];

    expect(scopes).toEqual(['202611-ZL-#', '202611-WY-#', '202612-ZL-#', '202611-ZL-#']);
  });

  it('are found again in running text, whatever stands around them', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-30'), noInvalidDate: true }),
        fc.stringMatching(/^[A-Z0-9]{1,6}$/u),
        fc.integer({ min: 1, max: 999_999 }),
        fc.constantFrom(['关于', '的投诉'], ['Re: [', ']'], ['编号：', '。'], ['(', ')'], ['', '']),
        (at, type, seq, [before, after]) => {
          const number = formatNumber(pattern, { at, type, seq });
          const found = [...`${before}${number.toLowerCase()}${after}`.matchAll(numberRegExp(pattern))];

          expect(found.map((match) => match[0].toUpperCase())).toEqual([number]);
        },
      ),
    );
  });

  it.each(['0202611-ZL-001', 'x202611-ZL-001', '202611-ZL-001x', '202613-ZL-001', '202611-ZL-01', '202611ZL001'])(
    'are not seen in %s',
    (text) => {
      expect([...text.matchAll(numberRegExp(pattern))]).toEqual([]);
    },
  );

  it.each(['{yyyy}{MM}', '{seq:3}{seq:3}', '{year}-{seq:3}', '{seq}', 'no {seq:3}', '{yyyy-{seq:3}'])(
    'have no pattern like %s',
    (wrong) => {
      expect(parseNumberPattern(wrong)).toBeNull();
    },
  );
});
