import { describe, expect, it } from '@jest/globals';
import { holdUntil } from './hold-until.decision.js';
import { quietUntil } from './quiet-window.js';

const china = { hours: '22:00-08:00', timeZone: 'Asia/Shanghai' };
const at = (text: string) => new Date(`${text}+08:00`);
const ask = {
  holdMs: 120_000,
  urgent: false,
  answers: false,
  quietUntil: (instant: Date) => quietUntil(china, instant),
};

describe('when a notice may go', () => {
  it('waits for the undo window by day', () => {
    expect(holdUntil({ ...ask, now: at('2026-11-21T10:00') })).toEqual(at('2026-11-21T10:02'));
  });

  it('waits for the morning in quiet hours', () => {
    expect(holdUntil({ ...ask, now: at('2026-11-21T23:30') })).toEqual(at('2026-11-22T08:00'));
    expect(holdUntil({ ...ask, now: at('2026-11-22T03:00') })).toEqual(at('2026-11-22T08:00'));
    expect(holdUntil({ ...ask, now: at('2026-11-21T21:59') })).toEqual(at('2026-11-22T08:00'));
  });

  it('never waits when it is urgent', () => {
    expect(holdUntil({ ...ask, urgent: true, now: at('2026-11-21T23:30') })).toEqual(at('2026-11-21T23:30'));
  });

  it('answers at night whoever writes at night', () => {
    expect(holdUntil({ ...ask, holdMs: 0, answers: true, now: at('2026-11-21T23:30') })).toEqual(
      at('2026-11-21T23:30'),
    );
  });
});

describe('quiet hours', () => {
  it.each([
    ['22:00-08:00', '2026-11-21T21:59', null],
    ['22:00-08:00', '2026-11-21T22:00', '2026-11-22T08:00'],
    ['22:00-08:00', '2026-11-22T07:59', '2026-11-22T08:00'],
    ['22:00-08:00', '2026-11-22T08:00', null],
    ['12:00-14:00', '2026-11-21T13:00', '2026-11-21T14:00'],
    ['12:00-14:00', '2026-11-21T14:00', null],
    ['20:00-24:00', '2026-12-31T23:00', '2027-01-01T00:00'],
  ])('%s at %s end %s', (hours, now, end) => {
    expect(quietUntil({ ...china, hours }, at(now))).toEqual(end === null ? null : at(end));
  });

  it('end at the same hour on the clock when the clocks change', () => {
    const berlin = { hours: '22:00-08:00', timeZone: 'Europe/Berlin' };
    expect(quietUntil(berlin, new Date('2026-10-24T22:30:00+02:00'))).toEqual(new Date('2026-10-25T08:00:00+01:00'));
  });
});
