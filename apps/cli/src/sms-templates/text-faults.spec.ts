import { describe, expect, it } from '@jest/globals';
import type { TextAccount } from '#apps/dispatcher/src/admin/list-text-accounts.js';
import type { SmsTextEntry } from './list-sms-texts.js';
import { faultsOfAccountTexts, faultsOfText } from './text-faults.js';
import { lengthOf } from './text-length.js';

const entry: SmsTextEntry = {
  preset: 'property-group',
  template: 'acknowledgement',
  title: '受理告知',
  language: 'zh',
  code: null,
  audience: 'complainant',
  source: '【{organisation}】您的投诉{number}已受理。\n{?dueAt}将于{dueAt}前答复。',
};
const mapped = { code: 'SMS_1', parameters: ['number', 'dueAt'], whenEmpty: { dueAt: '近日' } };
const account: TextAccount = {
  key: 'main',
  provider: 'aliyun',
  preset: null,
  signature: '江南里项目',
  texts: { acknowledgement: { zh: mapped } },
};
const withText = (text: object): TextAccount => ({
  ...account,
  texts: { acknowledgement: { zh: { ...mapped, ...text } } },
});
const check = (changes: Partial<Parameters<typeof faultsOfText>[0]> = {}): string[] =>
  faultsOfText({ entry, account, limit: 500, codes: true, ...changes }).map(({ grade, what }) => `${grade} ${what}`);

describe('the length of a text message', () => {
  it('counts the signature in its brackets, and usual values: 70 in one, 67 in each of several', () => {
    const text = { text: `您的投诉{number}${'已'.repeat(45)}`, variables: ['number'] };
    expect(lengthOf(text, '江南里')).toEqual({ bare: 54, filled: 68, messages: 1 });
    expect(lengthOf(text, '江南里客服')).toEqual({ bare: 56, filled: 70, messages: 1 });
    expect(lengthOf(text, '江南里客服部')).toEqual({ bare: 57, filled: 71, messages: 2 });
  });
});

describe('a text as an account maps it', () => {
  it('is well when all its values are mapped and none can be empty', () => {
    expect(check()).toEqual([]);
  });

  it.each([
    ['no code', { account: { ...account, texts: {} } }, 'no code of an approved text'],
    ['a value too few', { account: withText({ parameters: ['number'] }) }, 'the text has {dueAt}, the mapping has not'],
    [
      'a value too many',
      { account: withText({ parameters: ['number', 'dueAt', 'desk'] }) },
      'the mapping has {desk}, the text has not',
    ],
    ['an empty value', { account: withText({ whenEmpty: {} }) }, '{dueAt} may be empty'],
    ['a text that is too long', { limit: 40 }, 'characters with usual values, 40 are the limit'],
  ])('%s is an error', (_case, changes, what) => {
    expect(check(changes)).toEqual([expect.stringMatching(/^error /u)]);
    expect(check(changes)[0]).toContain(what);
  });

  it('without a code is a warning for staff, who have their mail, and for other languages', () => {
    const bare = { ...account, texts: {} };
    expect(check({ entry: { ...entry, audience: 'staff' }, account: bare })).toEqual([
      'warning no code of an approved text: staff have their mail only',
    ]);
    expect(check({ entry: { ...entry, language: 'en' }, account: bare })).toEqual([
      'warning no code of an approved text: it becomes a call task',
    ]);
  });

  it('with the words of a person is only a warning: those become call tasks', () => {
    const free = { ...entry, template: 'handler-reply', source: '【{organisation}】关于投诉{number}：{text}' };
    expect(check({ entry: free })).toEqual([expect.stringContaining('warning holds free text')]);
  });

  it('has a signature of 2 to 12 characters, and no key that no preset has', () => {
    expect(faultsOfAccountTexts(account, ['acknowledgement'])).toEqual([]);
    expect(faultsOfAccountTexts({ ...account, signature: '江' }, []).map(({ what }) => what)).toEqual([
      'signature of 1 characters: 2 to 12 are approved',
      'no preset has an SMS of this key',
    ]);
  });
});
