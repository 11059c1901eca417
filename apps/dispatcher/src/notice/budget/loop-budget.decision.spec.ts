import { describe, expect, it } from '@jest/globals';
import { defaultLoopBudget, judgeLoopBudget } from './loop-budget.decision.js';

const none = { sameInHour: 0, sameInDay: 0, recipientInHour: 0 };

describe('the loop budget (RFC 3834 5)', () => {
  it('lets through what people cause', () => {
    expect(judgeLoopBudget({ sameInHour: 3, sameInDay: 9, recipientInHour: 12 }, 'party', defaultLoopBudget)).toBe(
      'within',
    );
  });

  it('is spent by two machines that answer each other about one case', () => {
    expect(judgeLoopBudget({ ...none, sameInHour: 8 }, 'party', defaultLoopBudget)).toBe('spent');
    expect(judgeLoopBudget({ ...none, sameInDay: 30 }, 'person', defaultLoopBudget)).toBe('spent');
  });

  it('breaks for a mailbox that opens a new case with every answer, but not for a desk with much to do', () => {
    expect(judgeLoopBudget({ ...none, recipientInHour: 40 }, 'party', defaultLoopBudget)).toBe('spent');
    expect(judgeLoopBudget({ ...none, recipientInHour: 400 }, 'person', defaultLoopBudget)).toBe('within');
  });
});
