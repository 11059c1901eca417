import { describe, expect, it } from '@jest/globals';
import { readingOf } from '../testing/reading-of.js';
import { eventDateOf } from './event-date.js';

/** The message is of Friday 2026-11-20. */
function dayOf(text: string): string | null {
  return eventDateOf(readingOf(text));
}

describe('the day of a matter', () => {
  it.each([
    ['11月8日水管爆了，今天写信。', '2026-11-08'],
    ['等了很久才轮到，前天又来一次。', '2026-11-18'],
    ['师傅迟到\n16号来的时候门都没敲。', '2026-11-16'],
    ['合同约定10月31日前交付，钥匙还没见着。', '2026-10-31'],
    ['The hotel desk lost my coat on 9 November.', '2026-11-09'],
    ['The keys were due on 2 November.', '2026-11-02'],
  ])('in %s is %s', (text, iso) => {
    expect(dayOf(text)).toBe(iso);
  });

  it.each([
    ['10月2日下单的柜子，11月6日送来门是裂的。', '2026-11-06'],
    ['9月1日认购，11月3日被告知车位卖给了别人。', '2026-11-03'],
    ['10月2日下单的柜子，门是裂的。', '2026-10-02'],
  ])('is not that of a step towards it, where another is told: %s', (text, iso) => {
    expect(dayOf(text)).toBe(iso);
  });

  it.each([
    ['十七日夜里，天花板掉了一块。', '2026-11-17'],
    ['寻晚冷气又坏了。', '2026-11-19'],
    ['On Friday the 13th the ceiling came down.', '2026-11-13'],
    ['It broke on Wednesday 11 November.', '2026-11-11'],
  ])('is read in spoken forms: %s', (text, iso) => {
    expect(dayOf(text)).toBe(iso);
  });

  it.each([
    ['今天门禁又失灵，关了我半小时。', '2026-11-20'],
    ['The lift stopped between floors today.', '2026-11-20'],
    ['押金到今天都没退。', null],
    ['今天能派人来吗？', null],
    ['Could someone please open it today', null],
  ])('is today only where something is told of it: %s', (text, iso) => {
    expect(dayOf(text)).toBe(iso);
  });

  it.each([
    ['西山8号，暖气不热。', null],
    ['7排9号的椅子塌了。', null],
    ['3号枪加不了油。', null],
    ['1号2号座都不热。', null],
  ])('is no number of a house or a thing: %s', (text, iso) => {
    expect(dayOf(text)).toBe(iso);
  });

  it.each([
    '区法院11月9日立案，请按通知应诉。',
    '这件事12号电视台播出了。',
    '面包生产日期是11月2日，已经发霉。',
    '能不能周三派人来？',
    'Can you come on Tuesday to Thursday?',
    '2026-11-13 11:05 FROM 0571\n暖气不热，请修。',
  ])('is not the day of courts, press, goods, wishes or a fax line: %s', (text) => {
    expect(dayOf(text)).toBeNull();
  });
});
