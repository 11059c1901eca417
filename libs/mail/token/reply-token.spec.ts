import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  findTokens,
  issueToken,
  noticeMessageId,
  replyAddress,
  subjectMark,
  verifyToken,
  type TokenClaims,
} from './reply-token.js';

const key = Buffer.alloc(32, 7);
const claims: TokenClaims = {
  noticeId: '0b0c5a0e-0000-4000-8000-000000000001',
  caseId: '0b0c5a0e-0000-4000-8000-000000000002',
  recipientId: 'zhang-san',
  expiry: new Date('2026-12-20T00:00:00Z'),
};
const before = new Date('2026-12-01T00:00:00Z');
const { token, handle } = issueToken(claims, key);

describe('reply token (DESIGN 4)', () => {
  it('is 40 characters of lower-case base32, the first 16 its handle, the same for the same claims', () => {
    expect(token).toMatch(/^[a-z2-7]{40}$/u);
    expect(token.startsWith(handle)).toBe(true);
    expect(issueToken(claims, key)).toEqual({ token, handle });
  });

  it('is valid for its own claims under any of the accepted keys', () => {
    expect(verifyToken(token, claims, key, before)).toBe('valid');
    expect(verifyToken(token, claims, [Buffer.alloc(32, 8), key], before)).toBe('valid');
  });

  it.each<[string, Partial<TokenClaims>]>([
    ['another notice', { noticeId: '0b0c5a0e-0000-4000-8000-000000000009' }],
    ['another case', { caseId: '0b0c5a0e-0000-4000-8000-000000000009' }],
    ['another person', { recipientId: 'li-si' }],
    ['another expiry', { expiry: new Date('2027-12-20T00:00:00Z') }],
  ])('is forged for %s', (_what, other) => {
    expect(verifyToken(token, { ...claims, ...other }, key, before)).toBe('forged');
  });

  it('is forged under another key and when it is cut or changed', () => {
    expect(verifyToken(token, claims, Buffer.alloc(32, 9), before)).toBe('forged');
    expect(verifyToken(token.slice(0, 39), claims, key, before)).toBe('forged');
    const changed = token.slice(0, 39) + (token.endsWith('a') ? 'b' : 'a');
    expect(verifyToken(changed, claims, key, before)).toBe('forged');
  });

  it('ends with its expiry', () => {
    expect(verifyToken(token, claims, key, new Date('2026-12-20T00:00:01Z'))).toBe('expired');
  });

  it('stands the case and digits that people and OCR make of its letters', () => {
    const typed = token.replace(/o/gu, '0').replace(/l/gu, '1').replace(/b/gu, '8').toUpperCase();
    expect(verifyToken(typed, claims, key, before)).toBe('valid');
  });

  it.each([
    ['plus address', `<${replyAddress('plus', 'complaints@example.com', token)}>`],
    ['catch-all address', replyAddress('catch-all', 'complaints@example.com', token)],
    ['subject', `回复: 投诉派单 ${subjectMark('202611-WY-001', token)}`],
    ['Message-ID', `<${noticeMessageId(token, 'example.com')}>`],
    ['subject in capitals', `RE: ${subjectMark('1', token)}`.toUpperCase()],
  ])('is found in %s', (_where, text) => {
    expect(findTokens(text)).toEqual([{ token, handle }]);
  });

  it('is found once, and not in longer words', () => {
    expect(findTokens(`${token} ${token}`)).toHaveLength(1);
    expect(findTokens(`x${token}`)).toHaveLength(0);
  });

  it('tells claims apart whose parts are cut elsewhere', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        fc.pre(b !== '');
        const one = issueToken({ ...claims, caseId: a + b, recipientId: c }, key).token;
        const other = issueToken({ ...claims, caseId: a, recipientId: b + c }, key).token;
        expect(one).not.toBe(other);
      }),
      { numRuns: 200 },
    );
  });
});
