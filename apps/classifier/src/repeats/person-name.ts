import { isHan } from '../text/simplified-han.js';

/** The commonest family names, which nine in ten people in China bear; who bears another gives the name in the header. */
const families =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧阳';
const cue =
  /(?:我是|我叫|本人|姓名|投诉人|联系人|业主|住户|租户|署名|名字)[ :：是叫为]{0,2}(?<name>[\u4e00-\u9fa5]{2,3})(?![\u4e00-\u9fa5])/gu;
const line = /^[ —-]*(?<name>[\u4e00-\u9fa5]{2,3})[ ,，:：]*(?:\+?[\d -]{7,16})?$/u;

/**
 * Name of the writer in the one form that names are compared in; null where none is given. `header`: the display name.
 * A text gives it after a cue (我叫王秀兰) or as a line of its own at the end.
 */
export function personName(header: string, text: string): string | null {
  const given = header.normalize('NFKC').trim().toLowerCase().replace(/\s+/gu, ' ');
  if (given !== '' && !given.includes('@') && !/^[+\d ()-]+$/u.test(given)) {
    return /\p{Script=Han}/u.test(given) ? given.replaceAll(' ', '') : given;
  }
  for (const { groups } of text.matchAll(cue)) {
    if (isName(groups?.['name'])) {
      return groups?.['name'] ?? null;
    }
  }
  const last = text.trimEnd().split(/\r?\n/u).slice(-2);
  const signed = last.map((candidate) => line.exec(candidate.trim())?.groups?.['name']).find(isName);
  return signed ?? null;
}

function isName(word: string | undefined): boolean {
  return word !== undefined && isHan(word.charCodeAt(0)) && families.includes(word.charAt(0));
}
