import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { chinaCalendar } from '../testing/china.calendar.js';
import { dayVerdict, isWorkingDay } from './working-day.js';

const on = (date: string): boolean => isWorkingDay(chinaCalendar, Temporal.PlainDate.from(date));
const verdict = (date: string) => dayVerdict(chinaCalendar, Temporal.PlainDate.from(date));

describe('working days of the calendar', () => {
  it.each([
    ['2026-11-20', true, 'an ordinary Friday'],
    ['2026-11-21', false, 'an ordinary Saturday'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-07', false, 'the last day of the National Day holiday, a Wednesday'],
    ['2026-09-20', true, 'a Sunday worked for the National Day holiday'],
    ['2026-10-10', true, 'a Saturday worked for the National Day holiday'],
    ['2026-02-17', false, 'Spring Festival'],
    ['2026-02-28', true, 'a Saturday worked for Spring Festival'],
  ])('%s is worked: %s (%s)', (date, worked) => {
    expect(on(date)).toBe(worked);
  });

  it('says why a day is worked or not', () => {
    expect(verdict('2026-10-10').reason).toEqual({
      zh: '周六，国庆节调休上班',
      en: 'Saturday, make-up day for National Day',
    });
    expect(verdict('2026-10-01').reason.zh).toBe('国庆节');
    expect(verdict('2026-11-21').reason.zh).toBe('周六');
  });

  it('lets the company open and close days of its own over the notice', () => {
    const own = { ...chinaCalendar, open: ['2026-10-03'], closed: ['2026-11-20'] };

    expect(isWorkingDay(own, Temporal.PlainDate.from('2026-10-03'))).toBe(true);
    expect(isWorkingDay(own, Temporal.PlainDate.from('2026-11-20'))).toBe(false);
  });

  it('keeps the statutory holidays, and says that it assumes, for a year whose notice is not out', () => {
    const assumed = [
      '2028-01-03',
      '2028-01-25',
      '2028-01-26',
      '2028-04-04',
      '2028-05-01',
      '2028-05-02',
      '2028-05-28',
      '2028-10-03',
    ];

    expect(assumed.map(on)).toEqual([true, false, false, false, false, false, false, false]);
    expect(verdict('2028-01-26')).toMatchObject({ reason: { zh: '春节' }, assumed: true });
    expect(verdict('2026-10-01').assumed).toBe(false);
  });

  it('takes any day of the week as a working day where no public holidays hold', () => {
    const plain = { ...chinaCalendar, holidays: 'none' as const, days: ['sat' as const] };

    expect(isWorkingDay(plain, Temporal.PlainDate.from('2026-10-03'))).toBe(true);
    expect(isWorkingDay(plain, Temporal.PlainDate.from('2026-10-05'))).toBe(false);
  });
});
