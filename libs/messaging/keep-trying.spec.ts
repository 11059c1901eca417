import { describe, expect, it } from '@jest/globals';
import { keepTrying } from './keep-trying.js';

describe('keepTrying', () => {
  it('tries until it works', async () => {
    let left = 2;
    const told: number[] = [];
    const result = await keepTrying(
      () => {
        left -= 1;
        return left < 0 ? Promise.resolve('done') : Promise.reject(new Error('away'));
      },
      { until: new AbortController().signal, onFailure: (_, delayMs) => told.push(delayMs) },
    );
    expect(result).toBe('done');
    expect(told).toEqual([200, 400]);
  });

  it('throws the last failure when it is ended, without waiting', async () => {
    const ended = new AbortController();
    const trying = keepTrying(() => Promise.reject(new Error('away')), {
      until: ended.signal,
      onFailure: () => {
        ended.abort();
      },
    });
    await expect(trying).rejects.toThrow('away');
  });
});
