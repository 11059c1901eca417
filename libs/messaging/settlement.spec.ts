import { describe, expect, it } from '@jest/globals';
import { deadLetter, done, readSettlement, retryIn } from './settlement.js';

describe('readSettlement', () => {
  it.each([
    [undefined, done],
    [null, done],
    [done, done],
    [retryIn(250), { kind: 'retry', delayMs: 250 }],
    [deadLetter('preset-unknown'), { kind: 'dead-letter', reason: 'preset-unknown' }],
  ])('reads %j', (returned, settlement) => {
    expect(readSettlement(returned)).toEqual(settlement);
  });

  it.each([
    [true],
    ['done'],
    [{ kind: 'later' }],
    [{ kind: 'retry' }],
    [{ kind: 'retry', delayMs: -1 }],
    [{ kind: 'dead-letter' }],
  ])('takes %j for a fault of the handler', (returned) => {
    expect(() => readSettlement(returned)).toThrow(TypeError);
  });
});
