import { describe, expect, it } from '@jest/globals';
import { checkAnswer } from './check-answer.js';
import { placeOf } from './place-of-quotation.js';
import type { PolicyDigest } from './policy-digest.js';

const policy: PolicyDigest = {
  preset: 'property-group',
  version: '1',
  tags: [
    { tag: 'general', title: '一般', clauses: [{ id: 'PG-13.1', duty: '', rules: [] }] },
    { tag: 'major', title: '重大', clauses: [{ id: 'PG-13.2.1', duty: '', rules: [] }] },
  ],
  categories: [{ key: 'safety', title: '安全' }],
};
const sent = '大堂灯罩\n灯罩掉下来砸伤[PERSON-1]，锁骨骨折。';
const good = { tag: 'major', clauses: ['PG-13.2.1'], category: 'safety', quotations: ['锁骨骨折'] };
const body = (content: unknown): string =>
  JSON.stringify({
    choices: [{ message: { content: typeof content === 'string' ? content : JSON.stringify(content) } }],
  });
const code = (content: unknown): string => {
  const checked = checkAnswer(body(content), sent, policy);
  return checked.kind === 'opinion' ? 'opinion' : checked.code;
};

describe(checkAnswer.name, () => {
  it('keeps codes, and where the quoted words stand', () => {
    expect(checkAnswer(body(good), sent, policy)).toEqual({
      kind: 'opinion',
      opinion: { tag: 'major', clauses: ['PG-13.2.1'], category: 'safety', quotations: [[23, 27]] },
    });
    expect(sent.slice(23, 27)).toBe('锁骨骨折');
  });

  it.each([
    ['a quotation that does not stand there', { ...good, quotations: ['锁骨骨折', '多人受伤'] }, 'made-up-quotation'],
    ['a quotation with other signs', { ...good, quotations: ['掉下来,砸伤'] }, 'made-up-quotation'],
    ['a quotation in other widths', { ...good, quotations: ['锁骨骨折，'] }, 'made-up-quotation'],
    ['a quotation in another script', { ...good, quotations: ['燈罩掉下來'] }, 'made-up-quotation'],
    ['a quotation without a blank', { ...good, quotations: ['大堂灯罩灯罩'] }, 'made-up-quotation'],
    ['a quotation across what is hidden', { ...good, quotations: ['砸伤李强，锁骨'] }, 'made-up-quotation'],
    ['a placeholder alone', { ...good, quotations: ['[PERSON-1]'] }, 'made-up-quotation'],
    ['a part of a placeholder', { ...good, quotations: ['PERSON-1'] }, 'made-up-quotation'],
    ['a quotation that ends in a placeholder', { ...good, quotations: ['砸伤[PERSON'] }, 'made-up-quotation'],
    ['signs alone', { ...good, quotations: ['，'] }, 'made-up-quotation'],
    ['an empty quotation', { ...good, quotations: [''] }, 'made-up-quotation'],
    ['no quotation', { ...good, quotations: [] }, 'wrong-shape'],
    ['a clause of another tag', { ...good, clauses: ['PG-13.1'] }, 'unknown-clause'],
    ['a clause that does not exist', { ...good, clauses: ['PG-99'] }, 'unknown-clause'],
    ['no clause', { ...good, clauses: [] }, 'unknown-clause'],
    ['a tag that the preset does not have', { ...good, tag: 'minor' }, 'wrong-shape'],
    ['a category that the preset does not have', { ...good, category: 'sales' }, 'wrong-shape'],
    ['a key too many', { ...good, department: 'sales' }, 'wrong-shape'],
    ['another type', { ...good, tag: ['major'] }, 'wrong-shape'],
    ['words around the JSON', `Sure! ${JSON.stringify(good)}`, 'not-json'],
    ['null', 'null', 'wrong-shape'],
  ])('discards an answer with %s', (_what, content, expected) => {
    expect(code(content)).toBe(expected);
  });

  it('takes a quotation with a whole placeholder in it, and the place where it is whole', () => {
    expect(code({ ...good, quotations: ['砸伤[PERSON-1]，锁骨'] })).toBe('opinion');
    expect(placeOf('1]', '[PERSON-1] 第1]款')).toBeNull();
    expect(placeOf('PERSON款', '[PERSON-1] PERSON款')).toEqual([11, 18]);
  });

  it.each([
    '',
    '<html>',
    '{"choices":[]}',
    '{"error":{"message":"no"}}',
    '[]',
    'null',
    '{"choices":[{"message":{"content":null}}]}',
  ])('discards a body that is no completion: %s', (text) => {
    expect(checkAnswer(text, sent, policy).kind).toBe('discarded');
  });
});
