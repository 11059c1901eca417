import { describe, expect, it } from '@jest/globals';
import { workersFor } from './workers-for.js';

describe(workersFor.name, () => {
  it.each([
    [1, { unit: 2, servers: 2, fault: 1 }],
    [2, { unit: 2, servers: 2, fault: 1 }],
    [4, { unit: 2, servers: 4, fault: 2 }],
    [64, { unit: 2, servers: 6, fault: 2 }],
  ])('on %i processors', (processors, workers) => {
    expect(workersFor(processors)).toEqual(workers);
  });
});
