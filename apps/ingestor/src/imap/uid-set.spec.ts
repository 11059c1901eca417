import { describe, expect, it } from '@jest/globals';
import { uidSet } from './uid-set.js';

describe('UID set', () => {
  it('joins neighbours and leaves gaps', () => {
    expect(uidSet([9, 3, 5, 4, 4])).toBe('3:5,9');
    expect(uidSet([7])).toBe('7');
    expect(uidSet([])).toBe('');
  });
});
