import { describe, expect, it } from '@jest/globals';
import { filedText, segmentsOf } from './filed-text.js';

const source = '【{organisation}】您的投诉{number}已受理。\n{?dueAt}将于{dueAt}前答复，编号{number}。';

describe('an SMS text as it is filed with a provider', () => {
  it('leaves the signature to the provider and writes variables its way', () => {
    expect(filedText(source, 'zh', 'aliyun')).toEqual({
      text: '您的投诉${number}已受理。将于${dueAt}前答复，编号${number}。',
      variables: ['number', 'dueAt'],
      conditionalLines: 1,
    });
    expect(filedText(source, 'zh', 'tencent').text).toBe('您的投诉{1}已受理。将于{2}前答复，编号{1}。');
    expect(filedText('[{organisation}] Complaint {number}.', 'en', 'plain').text).toBe('Complaint {number}.');
  });

  it('goes as one message up to 70 characters, else as several of 67', () => {
    expect([70, 71, 134, 135].map(segmentsOf)).toEqual([1, 2, 2, 3]);
  });
});
