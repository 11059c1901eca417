import { describe, expect, it } from '@jest/globals';
import { sketchLikeness, sketchText } from './text-sketch.js';

const key = Buffer.alloc(32, 7);
const letter =
  '我们是6号楼的业主，小区自十月起夜间施工扰民，凌晨两点仍有渣土车进出，已多次向物业反映没有结果，请立即停止夜间施工并公开道歉。';
const other = '我买的沙发送来就是坏的，扶手开裂，客服让我等了两个星期，至今没有人上门，我要求退货退款。';

describe('the sketch of a text', () => {
  it('finds the same letter signed by another flat, and tells another letter apart (PG-13.2.4)', () => {
    const one = sketchText(`${letter} 1203 王秀兰`, key);
    const same = sketchText(`${letter} 1605 李强 13800001111`, key);
    expect(sketchLikeness(one.bits, same.bits)).toBeGreaterThan(0.6);
    expect(one.bands.some((band) => same.bands.includes(band))).toBe(true);
    const unlike = sketchText(other, key);
    expect(sketchLikeness(one.bits, unlike.bits)).toBeLessThan(0.4);
    expect(one.bands.some((band) => unlike.bands.includes(band))).toBe(false);
  });

  it('says nothing of an exclamation', () => {
    expect(sketchText('太差了！！！', key).bands).toEqual([]);
  });

  it('is another one under another key: nothing can be looked up without it', () => {
    const one = sketchText(letter, key);
    const foreign = sketchText(letter, Buffer.alloc(32, 8));
    expect(one.bands.some((band) => foreign.bands.includes(band))).toBe(false);
  });

  it('costs no more for a hostile length', () => {
    const long = sketchText(letter.repeat(5_000), key);
    expect(sketchLikeness(long.bits, sketchText(letter, key).bits)).toBeGreaterThan(0.8);
  });
});
