import { describe, expect, it } from '@jest/globals';
import { checkSignature, signCall } from './check-signature.js';
import type { SignedCall } from './check-signature.js';

const now = new Date('2026-11-21T01:00:00Z');
const timestamp = String(now.getTime() / 1_000);
const rule = { secrets: ['new', 'old'], windowSeconds: 300 };
const body = Buffer.from('{"id":"1","from":"13800001111","text":"电梯坏了"}');
const call = (changes: Partial<SignedCall> = {}, secret = 'new'): SignedCall => ({
  timestamp,
  nonce: 'n1',
  signature: signCall(secret, changes.timestamp ?? timestamp, 'n1', body),
  body,
  ...changes,
});

describe('signature of a webhook call', () => {
  it('holds with any of the candidate secrets, so that one can be changed for another', () => {
    expect(checkSignature(call(), rule, now)).toBe('holds');
    expect(checkSignature(call({}, 'old'), rule, now)).toBe('holds');
    const both = `${signCall('future', timestamp, 'n1', body)}, ${signCall('old', timestamp, 'n1', body)}`;
    expect(checkSignature(call({ signature: both }), rule, now)).toBe('holds');
  });

  it('is wrong for another secret, another body, another nonce', () => {
    expect(checkSignature(call({}, 'stranger'), rule, now)).toBe('signature-wrong');
    expect(checkSignature(call({ body: Buffer.from('{}') }), rule, now)).toBe('signature-wrong');
    expect(checkSignature(call({ nonce: 'n2' }), rule, now)).toBe('signature-wrong');
    expect(checkSignature(call({ signature: 'v1=' }), rule, now)).toBe('signature-wrong');
  });

  it('is stale outside the replay window, in both directions', () => {
    const at = (seconds: number): string => String(now.getTime() / 1_000 + seconds);
    expect(checkSignature(call({ timestamp: at(-300) }), rule, now)).toBe('holds');
    expect(checkSignature(call({ timestamp: at(-301) }), rule, now)).toBe('signature-stale');
    expect(checkSignature(call({ timestamp: at(301) }), rule, now)).toBe('signature-stale');
    expect(checkSignature(call({ timestamp: 'soon' }), rule, now)).toBe('signature-stale');
  });

  it('is missing when a header is', () => {
    expect(checkSignature(call({ signature: undefined }), rule, now)).toBe('signature-missing');
    expect(checkSignature(call({ nonce: undefined }), rule, now)).toBe('signature-missing');
    expect(checkSignature(call({ timestamp: undefined }), rule, now)).toBe('signature-missing');
  });
});
