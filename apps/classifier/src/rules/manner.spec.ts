import { describe, expect, it } from '@jest/globals';
import { findsOf, says, signalsOf } from '../testing/reading-of.js';

describe('how a matter is said', () => {
  it.each([
    ['石板砸下来，没有人受伤', 'negated'],
    ['nobody was hurt when it fell', 'negated'],
    ['差点摔骨折', 'averted'],
    ['要是谁在这里摔骨折了怎么办', 'supposed'],
    ['万一漏电烧起来谁负责', 'supposed'],
    ['再不修我就去找记者曝光采访', 'planned'],
  ])('%s: %s', (text, manner) => {
    const finds = ['bodily-harm', 'fire-electric', 'press-named'].flatMap((signal) => findsOf(text, signal));
    expect(finds.map(({ modality }) => modality)).toContain(manner);
    expect(finds.filter(({ signal }) => signal !== 'press-named').some(({ counts }) => counts)).toBe(false);
  });

  it('a question after the fact does not make a question of the fact', () => {
    expect(says('我爸摔成骨折，你们管不管？', 'bodily-harm')).toBe(true);
  });

  it('Traditional characters and blanks of a scan are read alike', () => {
    expect(says('母親滑倒骨折，送醫院急診', 'bodily-harm')).toBe(true);
  });
});

describe('bodily harm (PG-13.2.1)', () => {
  it.each([
    '扶手松了，我女儿从楼梯上滚下去，缝了七针',
    'My son broke his arm on the loose step',
    '喝了饮水机的水，一家三口上吐下泻',
  ])('%s', (text) => {
    expect(says(text, 'bodily-harm')).toBe(true);
  });

  it.each(['扶手松了，幸好没摔着', '没有人受伤，只是想问什么时候修', '再不修迟早有人摔骨折'])('not: %s', (text) => {
    expect(says(text, 'bodily-harm')).toBe(false);
  });
});

describe('sums demanded or lost, not paid (PG-13.2.1)', () => {
  it.each([
    ['要求赔偿六万二', true],
    ['定损下来5.8w', true],
    ['损失合计 US$9,000', true],
    ['要求退还多收的320元', false],
    ['房子总价一百八十万，水龙头滴水，换一个就行', false],
    ['赔我三千五', false],
    ['不要赔十万八万，修好就行', false],
  ])('%s: %s', (text, major) => {
    expect(signalsOf(text).claimed.yuan >= 50_000).toBe(major);
  });
});

describe('unsolved for more than a month by what the writer says (PG-13.2.2)', () => {
  it.each([
    ['8月3日报修，到今天没人来', true],
    ['从第一次投诉到现在一个半月了', true],
    ['I reported it more than a month ago and nothing has happened', true],
    ['上周报修，还没人来', false],
    ['墙上的裂缝有半年了，今天才发现渗水，第一次反映', false],
  ])('%s: %s', (text, major) => {
    expect(says(text, 'unsolved-month') && !says(text, 'first-report')).toBe(major);
  });
});

describe('a group (PG-13.2.4)', () => {
  it.each([
    ['36户里34户签了名', true],
    ['全体业主一致反对', true],
    ['86 of the 120 households have signed', true],
    ['12户里有2户漏水', false],
    ['群里大家都在说', false],
  ])('%s: %s', (text, major) => {
    expect(says(text, 'majority-affected')).toBe(major);
  });
});

describe('press, regulators, courts: what has happened counts, a threat does not (PG-13.2.6)', () => {
  it.each([
    ['昨天电视台来采访了', 'press-acting', true],
    ['再拖下去我就联系电视台来采访', 'press-acting', false],
    ['住建局已经立案', 'regulator-acting', true],
    ['不给说法我就打12345', 'regulator-acting', false],
    ['法院已受理，传票应该到了', 'lawsuit-filed', true],
    ['保留起诉的权利', 'lawsuit-filed', false],
  ])('%s: %s %s', (text, signal, fires) => {
    expect(says(text, signal)).toBe(fires);
  });
});

describe('leaders (PG-13.2.5)', () => {
  it('means general managers and above, not site or property managers', () => {
    expect(says('举报城市公司副总经理收供应商回扣', 'leader-accused')).toBe(true);
    expect(says('投诉物业经理态度差，骂人', 'leader-accused')).toBe(false);
  });
});

describe('what is no complaint (PG-14.1)', () => {
  it('needs more than one sign of advertising', () => {
    expect(says('厂家直销，量大从优，欢迎来电', 'advertising')).toBe(true);
    expect(says('我报名参加了业主活动，结果没人接待', 'advertising')).toBe(false);
  });

  it('takes a polite ending for politeness', () => {
    expect(says('楼道灯坏了两周，麻烦修一下，非常感谢', 'thanks')).toBe(false);
  });
});
