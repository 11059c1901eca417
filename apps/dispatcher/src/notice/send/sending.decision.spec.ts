import { describe, expect, it } from '@jest/globals';
import { doubtLadderMs } from './doubt-ladder.decision.js';
import { sendLadderMs } from './retry-delay.decision.js';
import { afterAttempt, afterInquiry } from './sending.decision.js';

const first = { attempts: 1, inquiries: 0 };
const last = { attempts: sendLadderMs.length + 1, inquiries: 0 };
const asked = (inquiries: number) => ({ attempts: 1, inquiries });
const away = { kind: 'transient', code: 'server-away', detail: '' } as const;
const lost = { kind: 'unknown', detail: 'timeout' } as const;

describe('after an attempt to send', () => {
  it('is told when the next server has it', () => {
    expect(afterAttempt('mail', first, { kind: 'accepted', reference: 'q1' })).toEqual({
      kind: 'told',
      reference: 'q1',
    });
  });

  it('fails at once when it was refused for good', () => {
    expect(afterAttempt('mail', first, { kind: 'refused', code: 'recipient-refused', detail: '550' })).toEqual({
      kind: 'failed',
      code: 'recipient-refused',
    });
  });

  it('tries again within the five minutes of an acknowledgement, and gives up after the ladder (PG-18.1)', () => {
    expect(sendLadderMs.slice(0, 4).reduce((sum, ms) => sum + ms)).toBeLessThan(5 * 60_000);
    expect(afterAttempt('mail', first, away)).toEqual({ kind: 'wait', delayMs: 5_000 });
    expect(afterAttempt('mail', last, away)).toEqual({ kind: 'failed', code: 'gave-up' });
  });

  it('fails at once by its name when an administrator must mend something, and names a limit that did not pass', () => {
    const empty = { kind: 'misconfigured', code: 'balance-exhausted', detail: 'isv.AMOUNT_NOT_ENOUGH' } as const;
    expect(afterAttempt('sms', first, empty)).toEqual({ kind: 'failed', code: 'balance-exhausted' });
    const often = { kind: 'transient', code: 'frequency-limited', detail: '' } as const;
    expect(afterAttempt('sms', first, often)).toEqual({ kind: 'wait', delayMs: 5_000 });
    expect(afterAttempt('sms', last, often)).toEqual({ kind: 'failed', code: 'frequency-limited' });
  });

  it('sends a mail again whose yes may have been lost, but asks about an SMS', () => {
    expect(afterAttempt('mail', first, lost)).toEqual({ kind: 'wait', delayMs: 5_000 });
    expect(afterAttempt('sms', first, lost)).toEqual({ kind: 'doubt', delayMs: 5_000 });
  });
});

describe('after asking the gateway about an SMS', () => {
  it.each([
    [
      { kind: 'accepted', reference: 'g7' },
      { kind: 'told', reference: 'g7' },
    ],
    [
      { kind: 'refused', code: 'content-refused', detail: '30007' },
      { kind: 'failed', code: 'content-refused' },
    ],
    [{ kind: 'unsettled' }, { kind: 'doubt', delayMs: 20_000 }],
    [{ kind: 'unknown' }, { kind: 'wait', delayMs: 0 }],
    [
      { kind: 'away', detail: '' },
      { kind: 'doubt', delayMs: 20_000 },
    ],
  ] as const)('%j means %j', (inquiry, step) => {
    expect(afterInquiry(asked(1), inquiry)).toEqual(step);
  });

  it('leaves it to a person when nobody ever answers', () => {
    const end = asked(doubtLadderMs.length);
    expect(afterInquiry(end, { kind: 'away', detail: '' })).toEqual({ kind: 'failed', code: 'in-doubt' });
    expect(afterInquiry(end, { kind: 'unsettled' })).toEqual({ kind: 'failed', code: 'in-doubt' });
    expect(doubtLadderMs.reduce((sum, ms) => sum + ms)).toBeLessThan(30 * 60_000);
  });

  it('does not send for ever what the provider never has', () => {
    expect(afterInquiry(last, { kind: 'unknown' })).toEqual({ kind: 'failed', code: 'gave-up' });
  });
});
