import { describe, expect, it } from '@jest/globals';
import { decideAdmission } from './decide-admission.js';
import type { ArrivalFacts } from './decide-admission.js';

const plain: ArrivalFacts = {
  sizeBytes: 2_000,
  limitBytes: 26_214_400,
  doubt: null,
  erasedBefore: false,
  original: null,
};

describe('admission', () => {
  it('admits what is new, small enough and not in doubt', () => {
    expect(decideAdmission(plain)).toEqual({ kind: 'admit' });
  });

  it('refuses what is over the limit, and admits what is exactly at it', () => {
    expect(decideAdmission({ ...plain, sizeBytes: 26_214_401 })).toEqual({ kind: 'refuse', reason: 'too-large' });
    expect(decideAdmission({ ...plain, sizeBytes: 26_214_400 })).toEqual({ kind: 'admit' });
  });

  it('records the same content again as a duplicate of the first', () => {
    expect(decideAdmission({ ...plain, original: 'a' })).toEqual({ kind: 'duplicate', of: 'a' });
  });

  it('parks what does not prove its sender, even if it looks like something known', () => {
    expect(decideAdmission({ ...plain, doubt: 'signature-wrong', original: 'a' })).toEqual({
      kind: 'park',
      reason: 'signature-wrong',
    });
  });

  it('does not bring back what was erased (PC-6)', () => {
    expect(decideAdmission({ ...plain, erasedBefore: true, original: 'a' })).toEqual({ kind: 'erased' });
  });
});
