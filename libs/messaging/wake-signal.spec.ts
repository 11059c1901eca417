import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { WakeSignal } from './wake-signal.js';

const long = 60_000;

describe(WakeSignal.name, () => {
  it('ends a rest', async () => {
    const signal = new WakeSignal();
    const rest = signal.rest(long);
    signal.wake();
    await rest;
  });

  it('does not lose a call that comes while nobody rests, and keeps only one', async () => {
    const signal = new WakeSignal();
    signal.wake();
    signal.wake();
    await signal.rest(long);
    const second = signal.rest(long);
    await expect(Promise.race([second, nextTurn('still resting')])).resolves.toBe('still resting');
    signal.wake();
    await second;
  });

  it('ends by itself after the limit', async () => {
    await new WakeSignal().rest(1);
  });
});
