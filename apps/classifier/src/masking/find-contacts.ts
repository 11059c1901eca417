import type { PersonalFind, PersonalKind } from './personal-find.js';

const dot = '(?: ?[.。] ?|[ (\\[]{1,2}(?:dot|点)[ )\\]]{1,2})';
const atSign = `(?:[@#]|[ (\\[]{0,2}(?:at|艾特)[ )\\]]{0,2})(?=[ ]?[a-z0-9-]{1,40}${dot}(?:com|cn|net|org))`;
const patterns: readonly (readonly [PersonalKind, RegExp])[] = [
  ['mail', new RegExp(`[a-z0-9._%+=-]{1,64} ?(?:@|${atSign}) ?[a-z0-9-]{1,40}(?:${dot}[a-z0-9-]{1,40}){1,4}`, 'giu')],
  ['link', /(?:https?:\/\/|www\.)[^\s"'<>\u3000-\u303f\u4e00-\u9fff]{1,400}/giu],
  [
    'handle',
    /(?:微信号?|加微|v信|vx|wx|wechat(?: id)?|weixin|qq[号群]?|line(?: id)?|signal|抖音号?|微博|小红书|快手|昵称|账号|帐号|whatsapp|telegram)(?:是|为|id|[ :_@-]){0,4}([a-z0-9_.-]{4,40})(?<=[\d_.-][a-z0-9_.-]{0,39})/giu,
  ],
  ['handle', /(?<![a-z0-9._-])@([\p{L}\p{N}_-]{2,30})/giu],
  [
    'plate',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][a-z][ ·•.-]?[a-z0-9]{4,5}[a-z0-9港澳学警挂](?![a-z0-9])/giu,
  ],
  [
    'plate',
    /(?:plate|registration|licen[cs]e plate|车牌号?|reg)(?: ?(?:no\.?|number|是|为|:))? {0,2}([a-z]{1,3} ?\d{1,4}(?: ?[a-z]{1,3})?)(?![a-z0-9])/giu,
  ],
  ['identity', /(?<![a-z0-9])\d{6} ?(?:19|20)\d{2} ?\d{4} ?\d{3}[\dx](?![a-z0-9])/giu],
  ['identity', /(?<![a-z0-9])[egdsphmac]\d{8,9}(?![a-z0-9])|(?<![a-z0-9])[a-z]{1,2}\d{6} ?\([\da]\)/giu],
  // Credit code of a firm; insurance numbers of Britain and America; accounts by IBAN.
  ['identity', /(?<![a-z0-9])[159y][1-39]\d{6}[0-9a-z]{10}(?![a-z0-9])/giu],
  ['identity', /(?<![a-z0-9])[a-z]{2} ?\d{2} \d{2} \d{2} ?[a-d](?![a-z0-9])|(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/giu],
  ['number', /(?<![a-z0-9])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])/giu],
  // Days of birth; whose, would be plain.
  [
    'identity',
    /(?:出生(?:日期|于|年月)?|生日|生于|born(?: on)?|date of birth|dob|birthday)(?:是|为|[ :,]){0,3}((?:19|20)\d{2}[年 ./-]{1,2}\d{1,2}[月 ./-]{1,2}\d{1,2}日?)|((?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?)(?=出?生(?!活|效|产|病|气))/giu,
  ],
  // Of machines and places on the map.
  [
    'number',
    /(?<![a-f0-9])(?:[a-f0-9]{2}[:-]){5}[a-f0-9]{2}(?![a-f0-9])|(?<![\d.])\d{1,3}\.\d{3,8} ?[,，] ?\d{1,3}\.\d{3,8}(?![\d.])/giu,
  ],
  ['phone', /(?<!\d)(?:\+?86[ -]?)?1[3-9](?:[ .·_-]{0,3}\d){9}(?!\d)/gu],
  // Hong Kong and Taiwan, America, Britain.
  ['phone', /(?<![\d.-])(?:[569]\d{3}[ -]\d{4}|0[29]\d{0,2}-\d{3,4}-\d{3,4})(?![\d-])/gu],
  ['phone', /(?<![\d.])\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[.-]\d{4}(?!\d)|(?<![\d.])0\d{2,4} \d{3,4} \d{3,6}(?!\d)/gu],
  ['phone', /(?<!\d)(?:00|\()\d{2,3}\)?[ -]?1[3-9]\d{9}(?!\d)/gu],
  ['phone', /(?<!\d)\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,5}(?!\d)/gu],
  [
    'phone',
    /(?<![\d-])\(?0\d{2,3}\)?[ -]?\d{7,8}(?:[ -]\d{1,5})?(?!\d)|(?<![\d-])[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)/gu,
  ],
  ['phone', /(?:[零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖][ -]?){7,}/gu],
];

/** Addresses, numbers to call, accounts elsewhere, plates and identity cards of a plain view. Linear time. */
export function findContacts(view: string): PersonalFind[] {
  return patterns.flatMap(([kind, pattern]) =>
    [...view.matchAll(pattern)].map((match) => {
      // Where a group is named it is what identifies; the words around it stay.
      const own = match[1] ?? match[2] ?? match[0];
      const start = match.index + match[0].lastIndexOf(own);
      return { kind, start, end: start + own.trimEnd().length };
    }),
  );
}
