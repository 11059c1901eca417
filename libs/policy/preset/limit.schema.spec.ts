import { describe, expect, it } from '@jest/globals';
import { LimitText, parseLimit, SecondsText, SpanText, WarnPointText } from './limit.schema.js';

describe('limits as a preset writes them', () => {
  it.each([
    ['60s', { kind: 'time', seconds: 60 }],
    ['15min', { kind: 'time', seconds: 900 }],
    ['1h', { kind: 'time', seconds: 3_600 }],
    ['24h', { kind: 'time', seconds: 86_400 }],
    ['2 days', { kind: 'time', seconds: 172_800 }],
    ['1 working day', { kind: 'working-days', days: 1 }],
    ['3 working days', { kind: 'working-days', days: 3 }],
    ['1 month', { kind: 'months', months: 1 }],
    ['set by management', { kind: 'set', by: 'management' }],
  ])('reads %s', (text, limit) => {
    expect(parseLimit(text)).toEqual({ ...limit, text });
  });

  it.each(['soon', '', '3', '1.5h', '-1h', 'working days', 'set by me', '15 minutes', '1h 30min'])(
    'refuses %j',
    (text) => {
      expect(LimitText.safeParse(text).success).toBe(false);
    },
  );

  it('takes an amount that is known beforehand where one is needed', () => {
    expect(SpanText.safeParse('set by plan').success).toBe(false);
    expect(SecondsText.safeParse('2min').data).toBe(120);
    expect(SecondsText.safeParse('3 working days').success).toBe(false);
  });

  it('reads when to warn', () => {
    expect(WarnPointText.parse('80%')).toEqual({ kind: 'share', share: 0.8, text: '80%' });
    expect(WarnPointText.parse('30min before')).toEqual({ kind: 'before', seconds: 1_800, text: '30min before' });
    expect(WarnPointText.safeParse('100%').success).toBe(false);
    expect(WarnPointText.safeParse('3 working days before').success).toBe(false);
  });
});
