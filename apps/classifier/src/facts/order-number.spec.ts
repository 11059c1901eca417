import { describe, expect, it } from '@jest/globals';
import { readingOf } from '../testing/reading-of.js';
import { orderNumberIn } from './order-number.js';

function numberOf(text: string): string | null {
  const reading = readingOf(text);
  const span = orderNumberIn(reading.text);
  return span === null ? null : reading.text.slice(...span);
}

describe('the number of an order, contract or receipt', () => {
  it.each([
    ['订单号LP-20611，三天没发货。', 'lp-20611'],
    ['合同HT-XS-26-17的尾款没付。', 'ht-xs-26-17'],
    ['合同QL-88，请派人来。', 'ql-88'],
    ['G-40721的镜片装反了。', 'g-40721'],
    ['K-2026-31 was due in October.', 'k-2026-31'],
    ['Booking reference 771204 is mine.', '771204'],
    ['报警以后又写一封\n订单ZX-990少一件。', 'zx-990'],
  ])('in %s is %s', (text, written) => {
    expect(numberOf(text)).toBe(written);
  });

  it.each([
    '车位B-211漏水。',
    '会员卡号尾4471。',
    '合同面积118.60平，实测少一点。',
    '收据上写成了500。',
    '合同2026年到期。',
    '法院民初4471号，请应诉。',
  ])('is none in %s', (text) => {
    expect(numberOf(text)).toBeNull();
  });
});
