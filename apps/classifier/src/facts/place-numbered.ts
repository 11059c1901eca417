import type { Reading } from '../text/reading.js';
import { capitalStart } from './place-english.js';
import { nameStart } from './place-name-start.js';
import type { PlaceSpan } from './place-span.js';
import { code, counted, parts, room, suffix } from './place-tail.js';
import { placeWords } from './place-words.table.js';

const { nameEnds } = placeWords;

/** 3栋2单元1801, 12-1-2302, 二期6栋, 2座15a, b座, 地下二层c-118 */
const units = new RegExp(
  `(?:地下|负)?(?:${counted} ?${suffix}(?: ?(?:地下|负)?${counted} ?${suffix}){0,4}(?: ?${code}| ?${room})?(?:单元门口|门口|单元门|电梯(?![厅间口前]))?|(?<![\\d.:/a-z-])[a-z]?\\d{1,3}(?:[-–][a-z]?\\d{1,5}){1,3}(?![\\d/a-z]|:\\d))${parts}`,
  'gu',
);
/** 12, 1207, a5 right behind a name: 金叶酒店1207 */
const bareNumber =
  /(?<![a-z0-9])[a-z]{0,2}\d{1,4}(?:-\d{1,4}){0,2}[a-z]?(?![a-z0-9%:.、-]|[元万块年月天点分户个次人日号楼栋幢座层期室])/gu;
/** 8号 behind any words: 西郊8号. */
const houseNumber = /(?<![\d.])(?:\d{1,3}|[一二三四五六七八九十]{1,3}) ?号(?!楼|线|[门梯院])/gu;
/** Before the words of a house number: they stand alone, or somebody lives there. */
const aloneBefore = /(?:^|[\n。!?;,:：()"“” ]|[住在到来])$/u;
/** After it: the same. */
const aloneAfter = /^(?:$|[\n。!?;,:()"“” ]|的|业主|管家|主人|家|影|[\p{Script=Han}](?:先生|女士|太太|小姐|总|家))/u;
const notNames = /(?:日期|编号|单号|工号|票号|尾号|[月年周天]|装修|系统|公众|小程序|客服|[店馆堂])$/u;

/** Before a number that is no building's. */
const notBefore = /(?:民初|型号|胸牌|工牌|客服|编号|工号|案号|尾号|发票|[那这哪]台|车牌)$/u;

export function endsLikeName(name: string): boolean {
  return name.endsWith('期') || nameEnds.some((ending) => name.endsWith(ending));
}

/** Not a place: sums, times, counts, ratios that look like one. */
function isQuantity(text: string, start: number, end: number): boolean {
  const words = text.slice(start, end);
  if (
    /^[a-z]?\d{1,5} ?号?$/u.test(words) &&
    endsLikeName(text.slice(Math.max(0, start - 3), start).replace(/ +$/u, ''))
  ) {
    return false;
  }
  const before = text.slice(Math.max(0, start - 2), start);
  return (
    (/^\d{1,3}[-–]\d{1,3}$/u.test(words) && /[天日月年点个元块度次人小万%周岁号米]/u.test(text[end] ?? '')) ||
    /^(?:1[3-9]\d|0\d{2,3}|400|20\d\d)[-–]/u.test(words) ||
    (/^[一二三四五六七八九十\d]{1,3} ?(?:号|层|楼|期)$/u.test(words) && /[月第这那每上下前后一]$/u.test(before)) ||
    /^[一二三四五六七八九十\d]{1,3} ?(?:号|层)(?![\d地楼院门梯一二三四五六七八九十])/u.test(words)
  );
}

/** Buildings, flats and numbers behind a name, with the name before them. */
export function numberedPlaces(reading: Reading): PlaceSpan[] {
  const { text } = reading;
  const spans: PlaceSpan[] = [];
  for (const match of text.matchAll(units)) {
    const end = match.index + match[0].trimEnd().length;
    if (isQuantity(text, match.index, end)) {
      continue;
    }
    const gap = text[match.index - 1] === ' ' ? 1 : 0;
    const start = nameStart(reading, match.index - gap);
    const isName = start < match.index - gap && (gap === 0 || endsLikeName(text.slice(start, match.index - gap)));
    if (isName && notBefore.test(text.slice(start, match.index))) {
      continue;
    }
    if (isName && text.slice(start, match.index) === '小区') {
      spans.push([match.index, end]);
      continue;
    }
    spans.push([isName ? start : capitalStart(reading, match.index), end]);
  }
  for (const match of text.matchAll(bareNumber)) {
    const gap = text[match.index - 1] === ' ' ? 1 : 0;
    const start = nameStart(reading, match.index - gap);
    if (start < match.index - gap - 1 && endsLikeName(text.slice(start, match.index - gap))) {
      spans.push([start, match.index + match[0].length]);
    }
  }
  return spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** 西郊8号, 白鹭洲3号: a house by its number, where the words stand alone. */
export function houses(reading: Reading): PlaceSpan[] {
  const { text } = reading;
  return [...text.matchAll(houseNumber)].flatMap((match): PlaceSpan[] => {
    const end = match.index + match[0].length;
    const gap = text[match.index - 1] === ' ' ? 1 : 0;
    const start = nameStart(reading, match.index - gap);
    const name = text.slice(start, match.index - gap);
    const alone =
      name.length >= 2 &&
      !notNames.test(name) &&
      aloneBefore.test(text.slice(Math.max(0, start - 1), start)) &&
      aloneAfter.test(text.slice(end, end + 4));
    return alone ? [[start, end]] : [];
  });
}
