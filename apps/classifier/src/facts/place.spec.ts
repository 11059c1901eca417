import { describe, expect, it } from '@jest/globals';
import { readingOf } from '../testing/reading-of.js';
import { wordsAt } from './facts-of.js';
import { placeIn } from './place.js';

/** The place as the writer wrote it. */
function placeOf(text: string): string | null {
  const reading = readingOf(text);
  const span = placeIn(reading);
  return span === null ? null : wordsAt(reading, ...span).trim();
}

describe('the place of a matter', () => {
  it.each([
    ['桂花苑3栋2单元1801漏水，请来看。', '桂花苑3栋2单元1801'],
    ['我住香榭路27号，门口被你们的车挡住了。', '香榭路27号'],
    ['望江山庄19的格栅装错了。', '望江山庄19'],
    ['我在白鹤路店染头，颜色不对。', '白鹤路店'],
    ['听说桃源路店下月关门。', '桃源路店'],
    ['今天在澄湖公馆东门被保安拦住。', '澄湖公馆东门'],
    ['桂花苑3栋104，75岁老人一个人住。', '桂花苑3栋104'],
    ['石桥花园B2-031车位被占。', '石桥花园B2-031车位'],
  ])('in %s is %s', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it.each([
    ['滨河店二楼有氧区的跑步机停了。', '滨河店二楼有氧区'],
    ['桂花苑5栋电梯又停了。', '桂花苑5栋电梯'],
    ['桂花苑地库出口堵了半小时。', '桂花苑地库出口'],
    ['桂花苑4号楼地下一层电梯厅没有灯。', '桂花苑4号楼地下一层电梯厅'],
    ['石桥店15号多收了我一次。', '石桥店'],
  ])('takes the parts that belong to it: %s', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it.each([
    ['昨天看到桂花苑二期的公示。', '桂花苑二期'],
    ['邻居说桂花府南侧要盖楼。', '桂花府南侧'],
    ['11月3日于中山大街店买的面霜。', '中山大街店'],
    ['请修。\n   钱   桂花苑3幢', '桂花苑3幢'],
    ['我在清月府2栋散步。', '清月府2栋'],
  ])('begins where the name does: %s', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it.each([
    ['5栋2单元漏水。我家是桂花苑5栋2单元的。', '桂花苑5栋2单元'],
    ['Keys for Unit 804. We live in Unit 804, Alder House.', 'Unit 804, Alder House'],
  ])('is the fuller one of two: %s', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it.each([
    ['西山8号。影音室没有声音。', '西山8号'],
    ['杏花里业主反映门禁失灵。', '杏花里'],
    ['桃坞台北门的灯不亮。', '桃坞台北门'],
    ['北门岗亭没有人。', '北门岗亭'],
  ])('is a name without an ending of its own where only a place can stand: %s', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it.each([
    ['Your Maple Road branch was shut.', 'Maple Road branch'],
    ['The boiler in Flat 4B, Heron Court, is dead.', 'Flat 4B, Heron Court'],
    ['At 14 Willow Lane the step is loose.', '14 Willow Lane'],
    ['I waited at the Riverside pool.', 'Riverside pool'],
    ['The lamp at Ashford 5, first floor.', 'Ashford 5'],
    ['Someone smokes in the Block 2 lobby again.', 'Block 2 lobby'],
    ['The guard at the east gate of Cedar Park was rude.', 'east gate of Cedar Park'],
  ])('in English: %s', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it.each([
    '请把我从名单里删掉。',
    '第二排的椅子响。',
    '钱还在卡里。',
    '11月9号报的，三天没人来。',
    '他路过理发店进去坐了坐。',
    '会员中心打来六个电话。',
    '已服务六个小区。',
    '订单T26-7731少了一件。',
    '二期什么时候开工？',
    '地址和家庭情况都写了。',
    'Refunds from USD 60 are late.',
    'On Monday I wrote to you.',
  ])('is none in %s', (text) => {
    expect(placeOf(text)).toBeNull();
  });
});
