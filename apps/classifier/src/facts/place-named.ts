import type { Reading } from '../text/reading.js';
import { nameStart } from './place-name-start.js';
import { everydayPlaces, gates, nameEndsInContext, openEnds, shopKinds } from './place-named.table.js';
import { placeParts } from './place-parts.table.js';
import type { PlaceSpan } from './place-span.js';
import { longestTail, nameTail, shopTail } from './place-tail.js';
import { placeWords } from './place-words.table.js';

const { loneEnds, commonWords } = placeWords;
/** A service centre is whom the writer turns to. */
const shopEnds = placeWords.shopEnds.filter((one) => one !== '服务中心');
const strongEnds = [...loneEnds, ...openEnds];
/** After a name whose ending is an everyday word: what only follows a place. */
const inContext = new RegExp(
  `^(?:${placeParts.join('|')}|业主|住户|的房|老业主|官方|公众号|认购|交房|项目|小区|电梯|访客)`,
  'u',
);
/** Before it: somebody lives, buys or stands there. */
const livesAt = /(?:住|买|租|购|认购)$/u;
/** Numerals and words of kind before a name: 六个小区, 一台. */
const countedKind =
  /^(?:[一二两三四五六七八九十几百千\d]+|那|这|哪|某|每|整)[个家套名座台位间栋幢所条]|[一二两三四五六七八九十几百千]+[个家套]|^贵(?:书店|校|院|行|馆|店|中心|会所)/u;
/** Behind an ending: it is the front of another word (城市, 店员). */
const otherWord =
  /^(?:店[员长铺招庆家主]|城[市管乡镇]|园[区林艺丁长]|馆[长员]|庭[审院]|阁楼|里[面边程头]|台[阶账风下上]|居[民住委]|谷[物歌])/u;
/** Everyday words behind others: 宠物进店, 区疾控中心. */
const commonEnd = new RegExp(`(?:${[...everydayPlaces].join('|')})$`, 'u');
/** Behind these a number with 号 is a day or a thing's. */
const shopLike = /(?:店|馆|中心|食堂|厅|校区)$/u;
const gate = new RegExp(gates.join('|'), 'gu');

function tailEnd(text: string, end: number, tail: RegExp): number {
  return end + (tail.exec(text.slice(end, end + longestTail))?.[0].trimEnd().length ?? 0);
}

function isCommon(name: string, rest: string): boolean {
  return (
    countedKind.test(name) ||
    commonWords.has(name) ||
    commonWords.has(rest) ||
    commonEnd.test(name) ||
    shopKinds.has(rest) ||
    (shopKinds.has(rest.slice(-2)) && !/[路街巷道城区园苑]$/u.test(rest.slice(0, -2)))
  );
}

/** 青禾苑, 云栖里小区: a name that ends like an estate, and shops: 中山路店. */
export function namedPlaces(reading: Reading): PlaceSpan[] {
  const { text, tokens } = reading;
  const edges = new Set(tokens.map((token) => token.end));
  const spans: PlaceSpan[] = [];
  for (const ends of [strongEnds, shopEnds]) {
    for (const ending of ends) {
      for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
        const end = at + ending.length;
        const start = nameStart(reading, end);
        const rest = text.slice(start, at);
        const longEnough =
          rest.length >= 2 && (rest.length >= 3 || ends === shopEnds || ending === '馆' || edges.has(end));
        if (longEnough && !otherWord.test(text.slice(end - 1, end + 1)) && !isCommon(text.slice(start, end), rest)) {
          spans.push([start, tailEnd(text, end, shopLike.test(ending) ? shopTail : nameTail)]);
        }
      }
    }
  }
  return spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** 听泉里业主, 住牧云台: names with an everyday ending, where only a place can stand. */
export function contextualPlaces(reading: Reading): PlaceSpan[] {
  const { text } = reading;
  const spans: PlaceSpan[] = [];
  for (const ending of nameEndsInContext) {
    for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
      const end = at + ending.length;
      const start = nameStart(reading, end);
      const fits =
        at - start >= 2 &&
        !otherWord.test(text.slice(end - 1, end + 1)) &&
        !isCommon(text.slice(start, end), text.slice(start, at)) &&
        (inContext.test(text.slice(end, end + 5)) || livesAt.test(text.slice(Math.max(0, start - 2), start)));
      if (fits) {
        spans.push([start, tailEnd(text, end, nameTail)]);
      }
    }
  }
  return spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/**
 * 南门岗亭, 会所泳池, 地库B-118: a part of an estate without its name, or with one before it. A part alone is one only
 * where it names a gate.
 */
export function gatePlaces(reading: Reading): PlaceSpan[] {
  const { text } = reading;
  const spans: PlaceSpan[] = [];
  for (const match of text.matchAll(gate)) {
    if (match.index < (spans.at(-1)?.[1] ?? 0) || text[match.index - 1] === '华') {
      continue;
    }
    const start = nameStart(reading, match.index);
    const end = tailEnd(text, match.index, nameTail);
    const isNamed = match.index - start >= 2 && !everydayPlaces.has(text.slice(start, match.index));
    if (isNamed || end > match.index + match[0].length || match[0].endsWith('门')) {
      spans.push([isNamed ? start : match.index, Math.max(end, match.index + match[0].length)]);
    }
  }
  return spans;
}
