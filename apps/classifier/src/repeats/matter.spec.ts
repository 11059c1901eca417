import { describe, expect, it } from '@jest/globals';
import { judgeMatter, orderKey, wordsOf, type Matter } from './matter.js';
import { placeParts } from './place-parts.js';

function matter(text: string, more: Partial<Omit<Matter, 'words'>> = {}): Matter {
  return { category: 'repair', topics: [], order: null, place: placeParts(null), ...more, words: wordsOf(text) };
}

const lift = matter('6号楼的电梯又坏了，老人出不了门', { topics: ['topic-lift'] });

describe('whether two complaints of one person are about the same matter (SI-17)', () => {
  it('takes the same topic of the same category for it, in whatever words', () => {
    expect(judgeMatter(lift, matter('上周说的升降机至今没人修', { topics: ['topic-lift'] }))).toBe('same');
  });

  it('tells another topic apart although the category is the same', () => {
    expect(judgeMatter(lift, matter('厨房下水管漏水', { topics: ['topic-leak'] }))).toBe('another');
  });

  it('goes by the papers where both name them', () => {
    const order = (no: string): Matter => matter('家政没有按时来', { order: orderKey(no) });
    expect(judgeMatter(order('DD-2026/118'), order('dd2026118'))).toBe('same');
    expect(judgeMatter(order('DD-2026/118'), order('DD-2026/119'))).toBe('another');
  });

  it('tells two flats of one owner apart', () => {
    const leak = (place: string): Matter =>
      matter('卫生间漏水没人修', { place: placeParts(place), topics: ['topic-leak'] });
    expect(judgeMatter(leak('6栋1203'), leak('6栋1203室'))).toBe('same');
    expect(judgeMatter(leak('6栋1203'), leak('7栋402'))).toBe('another');
  });

  it('takes the same words for the same matter where no topic is known', () => {
    const text = '您店里的服务员说话太难听，我要一个道歉';
    expect(judgeMatter(matter(text), matter(`${text}！`, { category: 'conduct' }))).toBe('same');
    expect(judgeMatter(matter(text), matter('快递柜收费没有提前说明'))).toBe('another');
  });
});
