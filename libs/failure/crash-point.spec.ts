import { describe, expect, it } from '@jest/globals';
import { CrashPoints, crashPointsFor } from './crash-point.js';

const names = ['after-commit', 'before-answer'] as const;

describe('crash points', () => {
  it('do nothing when nothing is armed', () => {
    expect(() => {
      crashPointsFor(names, undefined, false).reach('after-commit');
    }).not.toThrow();
  });

  it('kill at the armed point, at the passing that was asked for, and at no other', () => {
    let killed = 0;
    const points = new CrashPoints<(typeof names)[number]>(
      { name: 'after-commit', occurrence: 2 },
      () => (killed += 1),
    );
    points.reach('before-answer');
    points.reach('after-commit');
    expect(killed).toBe(0);
    points.reach('after-commit');
    expect(killed).toBe(1);
    points.reach('after-commit');
    expect(killed).toBe(1);
  });

  it('are refused in production', () => {
    expect(() => crashPointsFor(names, 'after-commit', true)).toThrow(RangeError);
  });

  it('ignore a name of another service, so that one setting serves the standalone process', () => {
    expect(() => {
      crashPointsFor(names, 'elsewhere', false).reach('after-commit');
    }).not.toThrow();
  });
});
