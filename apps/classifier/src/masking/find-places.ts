import { placeWords } from '../facts/place-words.table.js';
import { lastTokenBefore, tokenise, type Token } from '../text/tokens.js';
import type { PersonalFind } from './personal-find.js';

const { unitSuffixes, nameEnds, shopEnds, commonWords, stops } = placeWords;

const longestName = 10;
const counted = '(?:[a-z]?\\d{1,5}[a-z]?|[一二三四五六七八九十]{1,3}|[a-z](?![a-z]))';
const suffix = `(?:${unitSuffixes.join('|')})`;
/** 3栋2单元1801, B座12层: two parts or more, or one that only a building has. */
const building = new RegExp(
  `(?:地下|负)?${counted} ?(?:号楼|号院|栋|幢|单元|座|室|弄|#)(?: ?(?:地下|负)?${counted} ?${suffix}| ?[a-z]?\\d{2,5}[a-z]?(?![\\d%.元万块年月天点分个次])|[-]\\d{1,5}){0,5}`,
  'giu',
);
const floors = new RegExp(
  `${counted} ?(?:期|区|楼|层|号|排)(?: ?${counted} ?${suffix}| ?[a-z]?\\d{3,4}(?!\\d)){1,5}`,
  'giu',
);
/** 12-1-2302 */
const triple =
  /(?<![\d.:/a-z-])[a-z]?\d{1,3}(?:-[a-z]?\d{1,5}){1,3}(?![\d/:a-z-]|[ ]?(?:天|日|月|年|点|元|块|次|人|万|%|周|岁|米|个|号))/giu;
const street = /[\p{Script=Han}]{2,8}(?:路|街|巷|大道|弄|胡同)(?:[ ]?\d{1,5}(?:弄|号|巷)?){0,3}/gu;
const numbered = /[\p{Script=Han}]{2,8} ?\d{1,4}号(?!楼|线)/gu;
const shop =
  /(?<=^|[^\p{Script=Han}]|[在去到来于])[\p{Script=Han}]{2,4}(?:店|馆)(?![\p{Script=Han}]{0,1}(?:员|长|里))/gu;
const region = /[\p{Script=Han}]{2,6}(?:省|自治区|市|县|镇|乡|村|街道|社区)/gu;
const number = '[A-Za-z]?-?\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,5}[A-Za-z]?)*';
const english = new RegExp(
  `(?<![A-Za-z])(?:flat|apartment|apt\\.?|unit|room|villa|building|bldg\\.?|block|tower|suite|shop|phase|house|floor|store|hall|screen)(?: no\\.?)? (?:${number}|[A-Z](?![A-Za-z]))`,
  'giu',
);
const estate =
  /(?:[A-Z][A-Za-z'’]{1,20} ){1,3}(?:Lane|Road|Street|St|Rd|Gardens?|Court|Park|Estate|Heights|Bay|Plaza|Square|Mansions?|Residences?|Avenue|Terrace|Manor|Mall|Towers?|Village|District|Place|Centre|Center|Cinema|Store|Hotel|Hospital|School|Community)(?![A-Za-z])/gu;

/** Offsets of the words before `end` that may be a name. */
function nameStart(tokens: readonly Token[], end: number): number {
  let start = end;
  for (let i = lastTokenBefore(tokens, end); i >= 0; i -= 1) {
    const token = tokens[i];
    if (
      token === undefined ||
      token.end !== start ||
      !/^[\p{Script=Han}]+$/u.test(token.text) ||
      stops.has(token.text) ||
      end - token.start > longestName
    ) {
      break;
    }
    start = token.start;
  }
  return start;
}

/** 里 after these words means "in". */
function isInner(tokens: readonly Token[], end: number): boolean {
  return placeWords.notBeforeInner.has(tokens[lastTokenBefore(tokens, end) - 1]?.text ?? '');
}

function named(view: string, tokens: readonly Token[]): PersonalFind[] {
  return [
    ...nameEnds,
    ...shopEnds,
    '影院',
    '影城',
    '医院',
    '学校',
    '小学',
    '中学',
    '商场',
    '公司',
    '工地',
    '壹号',
    '天地',
    '雅居',
  ].flatMap((ending) => {
    const finds: PersonalFind[] = [];
    for (let at = view.indexOf(ending); at >= 0; at = view.indexOf(ending, at + 1)) {
      const end = at + ending.length;
      const start = nameStart(tokens, end);
      const name = view.slice(start, end);
      const rest = name.slice(0, -ending.length);
      const last = tokens[lastTokenBefore(tokens, end)];
      const common = commonWords.has(last?.text ?? '') || (last?.text === '里' && isInner(tokens, end));
      if (rest.length >= 2 && !common && !commonWords.has(name) && !commonWords.has(rest)) {
        finds.push({ kind: 'place', start, end });
      }
    }
    return finds;
  });
}

/** Where the name begins that a find ends or stands before; null where stop words stand there and it is none. */
function startOf(find: string, at: number, tokens: readonly Token[]): number | null {
  const name = /^\p{Script=Han}{2,}/u.exec(find)?.[0] ?? '';
  if (name === '') {
    return nameStart(tokens, at);
  }
  const start = Math.max(at, nameStart(tokens, at + name.length));
  return start === at + name.length ? null : start;
}

/** Buildings, flats, estates, shops, streets and towns of a plain view. */
export function findPlaces(view: string): PersonalFind[] {
  const tokens = tokenise(view);
  const finds = named(view, tokens);
  for (const pattern of [building, floors, triple, street, region, numbered, shop, english, estate]) {
    for (const match of view.matchAll(pattern)) {
      const start = startOf(match[0], match.index, tokens);
      const end = match.index + match[0].trimEnd().length;
      if (start !== null && end - start >= (pattern === building ? 2 : 3)) {
        finds.push({ kind: 'place', start, end });
      }
    }
  }
  return finds;
}
