import { describe, expect, it } from '@jest/globals';
import { chinaCalendar } from '../testing/china.calendar.js';
import { addWorkingDays, addWorkingTime, workingSecondsBetween } from './working-time.js';

/** Local time in Shanghai. */
const at = (local: string): Date => new Date(`${local}:00+08:00`);
const hours = (count: number): number => count * 3_600;

describe('working time', () => {
  it.each([
    ['2026-11-20T10:00', 2, '2026-11-20T12:00', 'inside one window, up to its very end'],
    ['2026-11-20T11:00', 2, '2026-11-20T14:30', 'over the noon break'],
    ['2026-11-20T17:00', 2, '2026-11-23T10:00', 'over a weekend'],
    ['2026-11-20T20:00', 1, '2026-11-23T10:00', 'from the evening'],
    ['2026-09-30T17:00', 2, '2026-10-08T10:00', 'over the National Day holiday'],
    ['2026-10-09T17:00', 2, '2026-10-10T10:00', 'into a make-up Saturday'],
    ['2026-11-20T09:00', 7.5, '2026-11-20T18:00', 'a whole day'],
  ])('from %s add %s h is %s (%s)', (from, amount, due) => {
    expect(addWorkingTime(chinaCalendar, at(from), hours(amount))).toEqual(at(due));
  });

  it('measures what it adds', () => {
    const from = at('2026-09-29T15:45');

    for (const amount of [0.5, 3, 7.5, 30, 61.25]) {
      expect(workingSecondsBetween(chinaCalendar, from, addWorkingTime(chinaCalendar, from, hours(amount)))).toBe(
        hours(amount),
      );
    }
  });

  it('counts nothing outside working hours', () => {
    expect(workingSecondsBetween(chinaCalendar, at('2026-11-20T18:00'), at('2026-11-23T09:00'))).toBe(0);
    expect(workingSecondsBetween(chinaCalendar, at('2026-11-20T12:00'), at('2026-11-20T13:30'))).toBe(0);
  });

  it('keeps windows that run past midnight', () => {
    const night = { ...chinaCalendar, hours: ['20:00-06:00'] };

    expect(addWorkingTime(night, at('2026-11-20T05:00'), hours(2))).toEqual(at('2026-11-20T21:00'));
  });

  it.each([
    ['2026-11-18T10:00', 3, '2026-11-23T18:00', 'the start day is not counted; due at close of business'],
    ['2026-11-20T10:00', 3, '2026-11-25T18:00', 'over a weekend'],
    ['2026-11-21T10:00', 3, '2026-11-25T18:00', 'from a Saturday'],
    ['2026-09-28T10:00', 3, '2026-10-08T18:00', 'over the National Day holiday'],
    ['2026-10-08T10:00', 2, '2026-10-10T18:00', 'with a make-up Saturday'],
    ['2026-02-12T23:59', 3, '2026-02-24T18:00', 'with a make-up Saturday before Spring Festival'],
    ['2026-11-18T10:00', 7, '2026-11-27T18:00', 'seven of them'],
  ])('from %s the limit of %s working days ends %s (%s)', (from, days, due) => {
    expect(addWorkingDays(chinaCalendar, at(from), days)).toEqual(at(due));
  });

  it('takes the day of the start in the time zone of the calendar, not of the machine', () => {
    expect(addWorkingDays(chinaCalendar, new Date('2026-11-18T16:30:00Z'), 1)).toEqual(at('2026-11-20T18:00'));
  });

  it('refuses a calendar on which nothing is ever worked', () => {
    const never = { ...chinaCalendar, days: ['sun' as const], holidays: 'none' as const, closed: [] };
    const none = { ...never, hours: ['09:00-12:00'], days: [] };

    expect(() => addWorkingTime(none, at('2026-11-20T10:00'), 60)).toThrow('no working time');
    expect(() => addWorkingDays(none, at('2026-11-20T10:00'), 1)).toThrow('has not 1 working days');
  });
});
