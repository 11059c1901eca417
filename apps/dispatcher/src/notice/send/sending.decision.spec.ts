import { describe, expect, it } from '@jest/globals';
import { sendLadderMs } from './retry-delay.decision.js';
import { afterAttempt, afterInquiry } from './sending.decision.js';

const last = sendLadderMs.length + 1;
const away = { kind: 'transient', code: 'server-away', detail: '' } as const;
const lost = { kind: 'unknown', detail: 'timeout' } as const;

describe('after an attempt to send', () => {
  it('is told when the next server has it', () => {
    expect(afterAttempt('mail', 1, { kind: 'accepted', reference: 'q1' })).toEqual({ kind: 'told', reference: 'q1' });
  });

  it('fails at once when it was refused for good', () => {
    expect(afterAttempt('mail', 1, { kind: 'refused', code: 'recipient-refused', detail: '550' })).toEqual({
      kind: 'failed',
      code: 'recipient-refused',
    });
  });

  it('tries again within the five minutes of an acknowledgement, and gives up after the ladder (PG-18.1)', () => {
    expect(sendLadderMs.slice(0, 4).reduce((sum, ms) => sum + ms)).toBeLessThan(5 * 60_000);
    expect(afterAttempt('mail', 1, away)).toEqual({ kind: 'wait', delayMs: 5_000 });
    expect(afterAttempt('mail', last, away)).toEqual({ kind: 'failed', code: 'gave-up' });
  });

  it('sends a mail again whose yes may have been lost, but asks about an SMS', () => {
    expect(afterAttempt('mail', 1, lost)).toEqual({ kind: 'wait', delayMs: 5_000 });
    expect(afterAttempt('sms', 1, lost)).toEqual({ kind: 'doubt', delayMs: 5_000 });
  });
});

describe('after asking the gateway about an SMS', () => {
  it.each([
    [
      { kind: 'accepted', reference: 'g7' },
      { kind: 'told', reference: 'g7' },
    ],
    [
      { kind: 'refused', detail: '' },
      { kind: 'failed', code: 'recipient-refused' },
    ],
    [{ kind: 'unknown' }, { kind: 'wait', delayMs: 0 }],
    [
      { kind: 'away', detail: '' },
      { kind: 'doubt', delayMs: 5_000 },
    ],
  ] as const)('%j means %j', (inquiry, step) => {
    expect(afterInquiry(1, inquiry)).toEqual(step);
  });

  it('leaves it to a person when nobody ever answers', () => {
    expect(afterInquiry(last, { kind: 'away', detail: '' })).toEqual({ kind: 'failed', code: 'in-doubt' });
    expect(afterAttempt('sms', last, lost)).toEqual({ kind: 'failed', code: 'in-doubt' });
  });
});
