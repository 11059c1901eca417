import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { workMeter } from './work-meter.js';

const meter = workMeter();

function each(size: number): number {
  let sum = 0;
  for (let one = 0; one < size; one += 1) {
    sum += one;
  }
  return sum;
}

function everyPair(size: number): number {
  let sum = 0;
  for (let one = 0; one < size; one += 1) {
    sum += each(size);
  }
  return sum;
}

describe('a meter of work', () => {
  it('says 2 of work that grows with its input, and 4 of work that grows with the square of it', async () => {
    expect(await meter.ofTwice(500, each)).toBeCloseTo(2, 1);
    expect(await meter.ofTwice(500, everyPair)).toBeCloseTo(4, 1);
  });

  it('counts the same again, however long it takes', async () => {
    const slowly = async (ms: number): Promise<void> => {
      await pause(ms);
      everyPair(10);
    };
    await slowly(0);
    expect(await meter.of(() => slowly(30))).toBe(await meter.of(() => slowly(0)));
  });
});
