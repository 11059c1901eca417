import { describe, expect, it } from '@jest/globals';
import { readingOf } from '../testing/reading-of.js';
import { placeIn } from './place.js';

function placeOf(text: string): string | null {
  const reading = readingOf(text);
  const span = placeIn(reading);
  return span === null ? null : reading.text.slice(...span);
}

describe('the place of a matter', () => {
  it.each([
    ['桂花苑3栋2单元1801漏水，请来看。', '桂花苑3栋2单元1801'],
    ['我住香榭路27号，门口被你们的车挡住了。', '香榭路27号'],
    ['望江山庄19的格栅装错了。', '望江山庄19'],
    ['我在白鹤路店染头，颜色不对。', '白鹤路店'],
    ['滨河店二楼有氧区的跑步机停了。', '滨河店二楼有氧区'],
    ['听说桃源路店下月关门。', '桃源路店'],
    ['今天在澄湖公馆东门被保安拦住。', '澄湖公馆东门'],
    ['Your Maple Road branch was shut.', 'maple road branch'],
    ['The boiler in Flat 4B, Heron Court, is dead.', 'flat 4b, heron court'],
  ])('in %s is %s', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it.each([
    '请把我从名单里删掉。',
    '第二排的椅子响。',
    '钱还在卡里。',
    '11月9号报的，三天没人来。',
    '他路过理发店进去坐了坐。',
  ])('is none in %s', (text) => {
    expect(placeOf(text)).toBeNull();
  });
});
