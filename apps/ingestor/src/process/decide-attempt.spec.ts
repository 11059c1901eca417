import { describe, expect, it } from '@jest/globals';
import { decideAttempt, decideFailed } from './decide-attempt.js';

describe('working on a delivery again', () => {
  it('goes on after two crashes and quarantines after the third', () => {
    expect(decideAttempt({ crashes: 2, failures: 9 })).toEqual({ kind: 'try' });
    expect(decideAttempt({ crashes: 3, failures: 0 })).toEqual({ kind: 'quarantine', reason: 'crashed' });
  });

  it('waits for a server that is away for as long as it takes', () => {
    expect(decideFailed(0, true)).toEqual({ kind: 'retry', pauseSeconds: 2 });
    expect(decideFailed(500, true)).toEqual({ kind: 'retry', pauseSeconds: 60 });
  });

  it('tries a fault of ours six times, then leaves it to a person', () => {
    expect(decideFailed(4, false)).toEqual({ kind: 'retry', pauseSeconds: 32 });
    expect(decideFailed(5, false)).toEqual({ kind: 'quarantine', reason: 'failed' });
  });
});
