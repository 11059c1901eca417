import { describe, expect, it } from '@jest/globals';
import { readLimit } from './read-limit.js';

describe('the time limit of a plan (PG-17)', () => {
  it.each([
    ['2个工作日', { kind: 'working-days', amount: 2 }],
    ['两个工作日内', { kind: 'working-days', amount: 2 }],
    ['３个工作日', { kind: 'working-days', amount: 3 }],
    ['3 working days', { kind: 'working-days', amount: 3 }],
    ['半天', { kind: 'days', amount: 0.5 }],
    ['十五天', { kind: 'days', amount: 15 }],
    ['二十天', { kind: 'days', amount: 20 }],
    ['二十五个工作日', { kind: 'working-days', amount: 25 }],
    ['48小时', { kind: 'hours', amount: 48 }],
  ])('reads %j as an amount', (text, limit) => {
    expect(readLimit(text)).toEqual(limit);
  });

  it.each([
    ['11月25日', { year: null, month: 11, day: 25, hour: null, minute: 0 }],
    ['2026-11-25 18:00', { year: 2026, month: 11, day: 25, hour: 18, minute: 0 }],
    ['2026年11月25日下午3点前', { year: 2026, month: 11, day: 25, hour: 15, minute: 0 }],
    ['11/25', { year: null, month: 11, day: 25, hour: null, minute: 0 }],
  ])('reads %j as a day', (text, day) => {
    expect(readLimit(text)).toEqual({ kind: 'day', ...day });
  });

  it.each(['尽快', '马上', '看情况', '三四天', ''])('does not take %j for a limit', (text) => {
    expect(readLimit(text)).toBeNull();
  });
});
