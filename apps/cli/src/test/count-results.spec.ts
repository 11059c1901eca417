import { describe, expect, it } from '@jest/globals';
import { addCounts, countJest } from './count-results.js';

const file = (status: string, results: readonly (readonly [string, string])[]) => ({
  name: 'a.spec.ts',
  status,
  message: '',
  assertionResults: results.map(([fullName, result]) => ({ fullName, status: result })),
});

describe(countJest.name, () => {
  it('counts passed and failed tests', () => {
    const count = countJest({
      testResults: [
        file('failed', [
          ['one', 'passed'],
          ['two', 'failed'],
        ]),
      ],
    });
    expect(count).toEqual({ passed: 1, failed: 1, failures: ['a.spec.ts: two'] });
  });

  it.each(['pending', 'todo', 'disabled', 'skipped'])(
    'counts a test that is %s as failed: nothing is skipped',
    (status) => {
      expect(countJest({ testResults: [file('passed', [['later', status]])] })).toMatchObject({ passed: 0, failed: 1 });
    },
  );

  it('counts a file that could not run, or holds no test, as one failure', () => {
    expect(countJest({ testResults: [file('failed', [])] }).failures).toEqual(['a.spec.ts: the file itself']);
    expect(countJest({ testResults: [file('passed', [])] }).failed).toBe(1);
  });

  it('counts a file whose tests passed but whose end failed', () => {
    expect(countJest({ testResults: [file('failed', [['one', 'passed']])] })).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe(addCounts.name, () => {
  it('adds up', () => {
    const one = { passed: 1, failed: 0, failures: [] };
    const two = { passed: 2, failed: 1, failures: ['x'] };
    expect(addCounts([one, two])).toEqual({ passed: 3, failed: 1, failures: ['x'] });
  });
});
