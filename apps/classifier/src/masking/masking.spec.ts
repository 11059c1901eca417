import { describe, expect, it } from '@jest/globals';
import { readTraining } from '../training/read-lines.js';
import { leftoversIn } from './leftovers.js';
import { placeholders, standIns } from './mask-style.js';
import { maskText } from './mask-text.js';

const nobody = { from: null, facts: [] };
const masked = (text: string, from: string | null = null): string =>
  maskText(text, { from, facts: [] }, placeholders).text;

describe('what identifies people is hidden', () => {
  it.each([
    ['电话13800001111，急', '电话[PHONE-1]，急'],
    ['打１３８　００００　１１１１也没人接', '打[PHONE-1]也没人接'],
    ['手机幺三八零零零零幺幺幺幺', '手机[PHONE-1]'],
    ['座机0571-88001234转', '座机[PHONE-1]转'],
    ['call +44 20 7946 0018 please', 'call [PHONE-1] please'],
    ['写到 li.qiang@example.com 或 liqiang(at)example.cn', '写到 [MAIL-1] 或 [MAIL-2]'],
    ['身份证330106199001011234办的', '身份证[IDENTITY-1]办的'],
    ['车牌浙A·12345被刮', '车牌[PLATE-1]被刮'],
    ['微信号: liqiang_88', '微信号: [HANDLE-1]'],
    ['订单号DD20261101007退款', '订单号[NUMBER-1]退款'],
    ['合同HT-2026-0012还没给我', '合同[NUMBER-1]还没给我'],
    ['卡号6222 0212 3456 7890 123', '卡号[NUMBER-1]'],
    ['住香溪里9栋2单元502', '住[PLACE-1]'],
    ['我叫欧阳建国，业主', '我叫[PERSON-1]，业主'],
    ['物业经理张伟民骂人', '物业经理[PERSON-1]骂人'],
    ['王师傅来过，王师傅没修', '[PERSON-1]师傅来过，[PERSON-1]师傅没修'],
    ['张伟民说他不管，值夜的小关和陈姐也在', '[PERSON-1]说他不管，值夜的小[PERSON-2]和[PERSON-3]姐也在'],
    ['表扬阿芬，找文先生', '表扬阿[PERSON-1]，找[PERSON-2]先生'],
    ['已修好。\n何永昌 谨啟', '已修好。\n[PERSON-1] 谨啟'],
    ['槐 荫 里 7 号 楼 阎 婶 反 映', '[PLACE-1] [PERSON-1] 婶 反 映'],
    ['陳大文，唔該搵李生', '[PERSON-1]，唔該搵[PERSON-2]生'],
    ['We wait. Signed, J. K. Morrison', 'We wait. Signed, [PERSON-1]'],
    ['退款走原路可以吗？Eric', '退款走原路可以吗？[PERSON-1]'],
    ['My name is Eleanor Pike, flat 12B, Kestrel House.', 'My name is [PERSON-1], [PLACE-1], [PLACE-2].'],
  ])('%s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ['phone', '壹叁捌零零零零壹壹壹壹'],
    ['phone', '0571 8800 1234'],
    ['phone', '9123 4567'],
    ['phone', '0912-345-678'],
    ['phone', '(415) 555-0100'],
    ['phone', '020 7946 0018'],
    ['phone', '+852 9123 4567'],
    ['identity', '33010619900101123X'],
    ['identity', 'A123456789'],
    ['identity', 'A123456(7)'],
    ['identity', 'E12345678'],
    ['identity', 'QQ 12 34 56 C'],
    ['identity', '91330106MA2B0XYZ5K'],
    ['birthday', '生日 1990-01-01'],
    ['birthday', 'born on 1990-01-01'],
    ['plate', '浙AD12345'],
    ['plate', '粵Z·1234港'],
    ['plate', 'plate number AB12 CDE'],
    ['card', '4111 1111 1111 1111'],
    ['card', '6222 0212 3456 7890 123'],
    ['account', 'GB29 NWBK 6016 1331 9268 19'],
    ['mail', 'liqiang at example dot com'],
    ['mail', 'li.qiang[at]example[dot]com'],
    ['handle', 'QQ群 987654'],
    ['handle', 'vx：lq_1988'],
    ['handle', 'LINE ID: lily.chen'],
    ['handle', '微博@小李爱吃鱼'],
    ['address', '杭州市西湖区文三路478号华星时代广场A座1203室'],
    ['address', '香溪里九栋二单元五零二'],
    ['address', '九龍彌敦道625號雅蘭中心二期1208室'],
    ['address', "88 Queen's Road, 14/F, NW1 6XE"],
    ['map', '30.2741,120.1551'],
    ['machine', '00:1A:2B:3C:4D:5E'],
  ])('whatever the kind and the country: %s %s', (_kind, written) => {
    const left = masked(`投诉：${written}，谢谢。`).replace(/\[[A-Z]+-\d+\]/gu, '');
    expect(left).not.toMatch(/\d{2}|liqiang|li\.qiang|lily|小李|Queen|[叁捌]|文三路|香溪|彌敦|五零二/u);
    expect(leftoversIn(masked(`投诉：${written}，谢谢。`), nobody)).toEqual([]);
  });

  it('by what is known of the sender, whichever way it is written', () => {
    const text = masked('立人反映：葛 立人的房子漏水。葛立人', '"葛立人" <ge.liren@example.com>');
    expect(text).not.toMatch(/立人/u);
    expect(masked('yours, declan. Also reach declan.byrne', '"Declan Byrne" <declan.byrne@example.com>')).not.toMatch(
      /declan|byrne/iu,
    );
  });

  it('and the company’s own people and places', () => {
    const known = { people: ['于小敏'], places: ['牧云台'] };
    expect(maskText('牧云台的于小敏', { ...nobody, known }, placeholders).text).toBe('[PLACE-1]的[PERSON-1]');
  });
});

describe('what decides a complaint stays', () => {
  it.each([
    '昨天傍晚灯罩掉下来砸在我母亲肩上，锁骨骨折，现在住院。要求赔偿医药费53000元。',
    '36户里34户签了名，拖了一个半月，2026-11-16 18:30又停电。',
    '门票268元没退，3万多的定金也不退。',
    '装修工程拖到现在，施工人员总是推脱。',
    '我和老公请分公司经理和师傅们来，小区卫生间漏水，施工队说先盖章，钱退不退另说，谢谢你们。',
    '女顾客在系统里登记，验房工程师去关总阀，班主任和太太们都知道。',
    '消 费 者 协 会 调 解 通 知，我 公 司 巳 受 理',
  ])('%s', (text) => {
    expect(masked(text)).toBe(text);
  });
});

it('finds the way back from every part of the masked text', () => {
  const original = '我叫李小强，13800001111，灯罩砸伤我母亲。';
  const mask = maskText(original, nobody, placeholders);
  const at = mask.text.indexOf('灯罩砸伤');
  expect(original.slice(...mask.originalRange(at, at + 4))).toBe('灯罩砸伤');
  const phone = mask.text.indexOf('[PHONE-1]');
  expect(original.slice(...mask.originalRange(phone, phone + 9))).toBe('13800001111');
  expect(original.slice(...mask.originalRange(phone + 2, phone + 4))).toBe('13800001111');
  expect(original.slice(...mask.originalRange(0, mask.text.length))).toBe(original);
  expect(mask.wordFor('138 0000 1111')).toBe('[PHONE-1]');
});

it('gives stand-ins of the same kind where a text must stay a text', () => {
  const { text } = maskText('我叫李小强，电话13912345678，li@example.cn', nobody, standIns);
  expect(text).toBe('我叫某甲，电话13800000001，person1@example.com');
});

describe('over all texts that the classifier is trained on', () => {
  const texts = readTraining('apps/classifier/training');
  const squeezed = (text: string): string => text.replace(/\s/gu, '').toLowerCase();
  const shareLeft = (fact: 'phone' | 'orderNo' | 'place'): number => {
    const stated = texts.filter(({ expect: { facts } }) => facts[fact] != null);
    const left = stated.filter(({ subject, text, from, expect: { facts } }) =>
      squeezed(masked(`${subject}\n${text}`, from)).includes(squeezed(facts[fact] ?? '')),
    );
    return left.length / stated.length;
  };

  it('no number to call is left, and next to no number of papers', () => {
    expect(shareLeft('phone')).toBe(0);
    expect(shareLeft('orderNo')).toBeLessThan(0.01);
  });

  it('few places are left, even when nobody says which they are', () => {
    expect(shareLeft('place')).toBeLessThan(0.055);
  });

  it('hardly a sender’s name is left, even when nobody says who sent it', () => {
    const signed = texts.flatMap(({ subject, text, from }) => {
      const name = /^"([^"]{2,})"/u.exec(from ?? '')?.[1];
      const written = `${subject}\n${text}`;
      return name !== undefined && written.includes(name) ? [{ name, written }] : [];
    });
    const left = signed.filter(({ name, written }) => masked(written).includes(name));
    expect(signed.length).toBeGreaterThan(100);
    // What is left names nobody: 业主监督员, 学生.
    expect(left.length / signed.length).toBeLessThan(0.09);
  });

  it('few words are hidden for nothing', () => {
    const hidden = texts.map(
      ({ subject, text }) => masked(`${subject}\n${text}`).match(/\[[A-Z]+-\d+\]/gu)?.length ?? 0,
    );
    expect(hidden.reduce((sum, one) => sum + one, 0) / texts.length).toBeLessThan(1.35);
  });

  it('nothing of the sender is left, or the text does not leave', () => {
    const blocked = texts.filter(({ subject, text, from }) => {
      const known = { from, facts: [] };
      return leftoversIn(maskText(`${subject}\n${text}`, known, placeholders).text, known).length > 0;
    });
    expect(blocked.length / texts.length).toBeLessThan(0.005);
  });
});

it('says what is left where something is', () => {
  expect(leftoversIn('call 13800001111', nobody)).toEqual(['phone', 'digits']);
  expect(leftoversIn('李强说', { from: '"李强" <l@example.com>', facts: [] })).toEqual(['known-words']);
  expect(leftoversIn('[PERSON-1]说2026-11-16 18:30', nobody)).toEqual([]);
});
