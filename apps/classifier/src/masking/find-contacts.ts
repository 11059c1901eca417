import type { PersonalFind, PersonalKind } from './personal-find.js';

const atSign = '(?:@|[ (\\[]{0,2}(?:at|艾特)[ )\\]]{0,2}(?=[a-z0-9-]{1,40}\\.(?:com|cn|net|org)))';
const patterns: readonly (readonly [PersonalKind, RegExp])[] = [
  ['mail', new RegExp(`[a-z0-9._%+=-]{1,64} ?${atSign} ?[a-z0-9-]{1,40}(?: ?[.。] ?[a-z0-9-]{1,40}){1,4}`, 'giu')],
  ['link', /(?:https?:\/\/|www\.)[^\s"'<>\u3000-\u303f\u4e00-\u9fff]{1,400}/giu],
  [
    'handle',
    /(?:微信号?|加微|v信|vx|wx|wechat(?: id)?|weixin|qq号?|抖音号?|微博|小红书|快手|昵称|账号|帐号|whatsapp|telegram)(?:是|为|id|[ :_-]){0,4}([a-z0-9_.-]{4,40})/giu,
  ],
  ['handle', /(?<![\p{L}\p{N}._-])@([\p{L}\p{N}_-]{2,30})/giu],
  [
    'plate',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][a-z][ ·•.-]?[a-z0-9]{5,6}(?![a-z0-9])/giu,
  ],
  ['identity', /(?<![a-z0-9])\d{6} ?(?:19|20)\d{2} ?\d{4} ?\d{3}[\dx](?![a-z0-9])/giu],
  ['identity', /(?<![a-z0-9])[egdsp]\d{8}(?![a-z0-9])/giu],
  ['phone', /(?<!\d)(?:\+?86[ -]?)?1[3-9](?:[ .·_-]{0,3}\d){9}(?!\d)/gu],
  ['phone', /(?<!\d)\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,5}(?!\d)/gu],
  [
    'phone',
    /(?<![\d-])\(?0\d{2,3}\)?[ -]?\d{7,8}(?:[ -]\d{1,5})?(?!\d)|(?<![\d-])[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)/gu,
  ],
  ['phone', /(?:[零〇一二三四五六七八九幺两][ -]?){7,}/gu],
];

/** Addresses, numbers to call, accounts elsewhere, plates and identity cards of a plain view. Linear time. */
export function findContacts(view: string): PersonalFind[] {
  return patterns.flatMap(([kind, pattern]) =>
    [...view.matchAll(pattern)].map((match) => {
      // Where a group is named it is what identifies; the words around it stay.
      const own = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(own);
      return { kind, start, end: start + own.trimEnd().length };
    }),
  );
}
