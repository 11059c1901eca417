import { placeParts } from './place-parts.table.js';
import { placeWords } from './place-words.table.js';

/** 户, 门 and 梯 behind a number count as often as they name; 楼 and 号院 may be the front of another word. */
const unsure = new Set(['户', '门', '梯', '楼', '号院']);
const sure = placeWords.unitSuffixes.filter((one) => !unsure.has(one));
const arabic = '[a-z]?\\d{1,5}[a-z]?';
const partWords = placeParts.toSorted((a, b) => b.length - a.length).join('|');

/** 3, b2, 十二, a */
export const counted = `(?:${arabic}|[一二三四五六七八九十]{1,3}|[a-z](?![a-z]))`;
/** What makes a number part of a building: 栋, 单元, 号门. */
export const suffix = `(?:号门(?![锁禁])|号[梯铺]|号院(?!子)|${sure.join('|')}|楼(?![下上]))`;
/** 1801, and no date, sum or count. */
export const room = `(?:${arabic}(?![a-z0-9%]|[:、.]\\d|天(?!天)|,\\d{3}(?!\\d)|[元万块年月点分户个人位米平折]|次(?!卧)))`;
/** 12-1-2302, c-209, b2-088 */
export const code = '(?:[a-z]{0,2}\\d{0,3}(?:[-–][a-z]?\\d{1,5}[a-z]?){1,3}(?![\\d/a-z]|:\\d))';
/** 地库出口, 南门: parts of an estate, of a building, of a shop. */
export const parts = `(?:(?:${partWords})(?: ?(?:${code}|b\\d(?!\\d)|[a-z]区(?:\\d{1,3}号)?|(?:${arabic}号|${room})(?![、:]\\d|、|\\d)))?){0,3}`;

/** What may follow a name and belongs to it: 二期6栋, 地下二层, 南门, 地库b2, 1801. */
export const nameTail = new RegExp(
  `^(?:(?: ?(?:地下|负)?${counted} ?${suffix}){0,4}(?: ?${code}| ?${room})?)${parts}`,
  'u',
);
/** The same behind a shop, where a number with 号 is a day: 万象店 15号. */
export const shopTail = new RegExp(
  `^(?:(?:b?\\d|[一二三四五六七八九])[楼层]|\\d{1,2}f(?![a-z])|b\\d(?!\\d)|[一二三四五六七八九\\d]号(?=试衣间|厂房|影厅|包[间房])|\\d{3,4}(?!\\d|[元块万年号]))?${parts}`,
  'u',
);
/** Longest tail that is looked for, in characters. */
export const longestTail = 40;
