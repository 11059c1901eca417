import { describe, expect, it } from '@jest/globals';
import { accepted, later, now } from '../case/testing/sample-case.js';
import type { CaseState } from '../case/case.state.js';
import { judgeOneCase, leadsOver } from './one-case.decision.js';

const rule = { acrossChannelsWithinSeconds: 3_600 };
const earlier: CaseState = { ...accepted, stage: 'assigned' };
const sms: CaseState = { ...accepted, channel: 'sms', stage: 'received', receivedAt: later(59) };

describe('whether two complaints of one person about one matter are one case', () => {
  it.each<[string, Partial<CaseState>, Partial<CaseState>, 'one-case' | 'linked']>([
    ['another channel within the window', {}, {}, 'one-case'],
    ['another channel after the window', { receivedAt: later(61) }, {}, 'linked'],
    ['the same channel', { channel: 'mail' }, {}, 'linked'],
    ['an earlier case that has ended', {}, { stage: 'closed' }, 'linked'],
    ['a later case that somebody works on', { stage: 'accepted' }, {}, 'linked'],
    ['a later case that was only handed out', { stage: 'assigned' }, {}, 'one-case'],
  ])('%s', (_, one, other, verdict) => {
    expect(judgeOneCase({ ...sms, ...one }, { ...earlier, ...other }, rule)).toBe(verdict);
  });

  it('is led by what came first, and of one instant always by the same', () => {
    expect(leadsOver({ id: accepted.id, receivedAt: now }, { id: accepted.id, receivedAt: later(1) })).toBe(true);
    const twin = { id: accepted.id, receivedAt: now };
    expect(leadsOver(twin, twin)).toBe(false);
  });
});
