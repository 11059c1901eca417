import { describe, expect, it } from '@jest/globals';
import { besideNumbers, chooseCase, readsAsNew, type OpenCase } from './choose-case.decision.js';

const hour = 3_600_000;
const now = new Date('2026-11-23T02:00:00Z');
const open = (caseId: string, hoursAgo: number): OpenCase => ({
  caseId,
  number: caseId,
  lastContact: new Date(now.getTime() - hoursAgo * hour),
});

describe('the case that a text message without a number belongs to', () => {
  it('is the one that was spoken of within the window, else none', () => {
    expect(chooseCase([open('a', 71), open('b', 73)], now, 72 * hour)).toMatchObject({
      kind: 'one',
      open: { caseId: 'a' },
    });
    expect(chooseCase([open('b', 73)], now, 72 * hour)).toEqual({ kind: 'none' });
    expect(chooseCase([], now, 72 * hour)).toEqual({ kind: 'none' });
  });

  it('must be named by the sender where there are several, the latest first', () => {
    const choice = chooseCase([open('a', 5), open('b', 1)], now, 72 * hour);
    expect(choice).toMatchObject({ kind: 'several', open: [{ caseId: 'b' }, { caseId: 'a' }] });
  });
});

describe('the answer to the question which case is meant', () => {
  it.each([
    ['新投诉', true, ''],
    ['新投诉：楼道灯也坏了', true, '楼道灯也坏了'],
    ['New', true, ''],
    ['新来的保安态度差', false, '新来的保安态度差'],
    ['newspaper was stolen', false, 'newspaper was stolen'],
  ])('%s', (text, fresh, rest) => {
    expect(readsAsNew(text)).toEqual({ fresh, rest });
  });

  it('is read without the number in it', () => {
    expect(besideNumbers('202611-GC-001：还是没人来', ['202611-GC-001'])).toBe('还是没人来');
    expect(besideNumbers(' 202611-gc-001。', ['202611-GC-001'])).toBe('');
  });
});
