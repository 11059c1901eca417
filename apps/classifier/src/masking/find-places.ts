import { placeWords } from '../facts/place-words.table.js';
import { lastTokenBefore, tokenise, type Token } from '../text/tokens.js';
import type { PersonalFind } from './personal-find.js';

const { unitSuffixes, nameEnds, shopEnds, commonWords, stops } = placeWords;

const longestName = 10;
/** Places of the kind that every town has. */
const everyday = new Set(
  '电视台 保险公司 燃气公司 自来水公司 供电公司 快递公司 装修公司 服务台 收银台 换一台 封阳台 社区医院 人民医院 中心医院 长租公寓 洗车店 便利店 展示中心 营销中心 信息中心 儿童乐园 请贵店 别的店 消防通道'.split(
    ' ',
  ),
);
/** Of these 里 says in what. */
const insides = new Set(
  '系统 程序 小程序 影院 照片 电梯 手机 影音室 名单 房间 展厅 走廊 工资 院子 菜单 楼道 轿厢 柜台 视频 文件 抽屉 冰箱 箱子 衣柜 客厅 卧室 厨房 卫生间 浴室 车库 地下室 大厅 大堂 商场 超市 医院 学校 包间 包厢 口袋 屋子 邮件 短信 协议 图纸 报告 账户 后台 平台 影厅 机房 仓库 池子 水池'.split(
    ' ',
  ),
);
const counted = '(?:[a-z]?\\d{1,5}[a-z]?|[零〇一二三四五六七八九十]{1,5}|[a-z](?![a-z]))';
const suffix = `(?:${unitSuffixes.join('|')})`;
/** 3栋2单元1801, B座12层: two parts or more, or one that only a building has. */
const building = new RegExp(
  `(?:地下|负)?${counted} ?(?:号楼|号院|栋|幢|单元|座|室|弄|#)(?: ?(?:地下|负)?${counted} ?${suffix}| ?[零〇一二三四五六七八九]{3,4}| ?[a-z]?\\d{2,5}[a-z]?(?![\\d%.元万块年月天点分个次])|[-]\\d{1,5}){0,5}`,
  'giu',
);
const floors = new RegExp(
  `${counted} ?(?:期|区|楼|层|号|排)(?: ?${counted} ?${suffix}| ?[a-z]?\\d{3,4}(?!\\d)){1,5}`,
  'giu',
);
/** 12-1-2302 */
const triple =
  /(?<![\d.:/a-z-])[a-z]?\d{1,3}(?:-[a-z]?\d{1,5}){1,3}(?![\d/:a-z-]|[ ]?(?:天|日|月|年|点|元|块|次(?!卧)|人|万|%|周|岁|米|个|号))/giu;
const street = /[\p{Script=Han}]{2,8}(?:路|街|巷|大道|弄|胡同)(?:[ ]?\d{1,5}(?:弄|号|巷)?){0,3}/gu;
const numbered = /[\p{Script=Han}]{2,8} ?\d{1,4}号(?!楼|线)/gu;
const shop =
  /(?<=^|[^\p{Script=Han}]|[在去到来于们贵从是给])(?!你们|我们|他们|这家|那家|贵|到|来|进|本)[\p{Script=Han}]{2,4}(?:店|馆)(?!员|长|里|家|面|铺|主)/gu;
/** 澄园二期, 星渚大堂, 望江台业主: what a project is called before its parts. */
const project =
  /(?<=^|[^\p{Script=Han}]|[在到于去从是住买])[\p{Script=Han}]{2,4}?(?=[一二三四五六七八九十]{1,3}(?:期|栋|幢|座|号楼)|大堂|会所|地库|地下|围墙|样板|售楼|业主|地面车位|江景|同批|屋面|南侧|中心花园|[东西南北](?:门|区|侧|围墙)|南坡|主入口|中控室|收发室)/gu;
/** 半山雅筑, 星渚, 望江台: endings that only estates and lanes have. */
const estateEnd =
  /(?<=^|[^\p{Script=Han}]|[在到于是去们的])(?!建|作坊|牌坊|磨坊|街坊)[\p{Script=Han}]{1,3}(?<!建|作|牌|磨|街)(?:筑|坊|渚|阙|(?<=[麓澜江海湖山云月])台)(?!工|灯|阶|面|风|机)/gu;
/** 楼上1203, in 22A, 望江名门19A, 莲花半岛A-21 */
const flat =
  /(?<=(?:楼上|楼下|对门|隔壁|住|房号|栋|园|苑|庭|府|门|湾|岛|轩|里)[ :]?)(?:[A-Z]-?)?\d{2,4}[A-Z]?(?![\dA-Za-z%.:/-]|[ ]?(?:天|日|月|年|点|元|块|次|人|万|周|岁|米|个|号|户|分|平|层|楼|度|栋|期|多|余|台|部|件|位|小时|㎡|m))|(?<=\b(?:in|at|from) )\d{1,4}[A-Z](?![A-Za-z0-9])/gu;
/** T5 parking P1, B2车库 */
const tower =
  /(?<![A-Za-z0-9])[TB]\d{1,2}(?= ?(?:lobby|parking|car ?park|车库|充电|柱))(?: ?(?:parking|car ?park|车库) ?[A-Z]?\d?区?)?/gu;
const shouted = /(?<=\b(?:IN|AT|OF|FROM|in|at|of|from) )[A-Z][A-Z']{3,}(?: [A-Z][A-Z']{3,}){0,2}(?![A-Za-z])/gu;
const region = /[\p{Script=Han}]{2,6}(?:省|自治区|市|县|镇|乡|村|街道|社区)/gu;
const number = '[A-Za-z]?-?\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,5}[A-Za-z]?)*';
const english = new RegExp(
  `(?<![A-Za-z])(?:flat|apartment|apt\\.?|unit|room|villa|building|bldg\\.?|block|tower|suite|shop|phase|house|floor|store|hall|screen)(?: no\\.?)? (?:${number}|[A-Z](?![A-Za-z]))`,
  'giu',
);
/** NW1 6XE, 14/F */
const postal = /(?<![A-Za-z0-9])(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{1,3}\/F)(?![A-Za-z0-9])/gu;
const estate =
  /(?:(?<![A-Za-z0-9.,])\d{1,4}[A-Za-z]? )?(?:[A-Z][A-Za-z'’]{1,20} ){1,3}(?:Lane|Road|Street|St|Rd|Gardens?|Court|Park|Estate|Heights|Bay|Plaza|Square|Mansions?|Residences?|Avenue|Terrace|Manor|Mall|Towers?|Village|District|Place|Centre|Center|Cinema|Store|Hotel|Hospital|School|Community)(?![A-Za-z])/gu;

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
      const common =
        everyday.has(name) ||
        (last?.text === '里' && insides.has(rest)) ||
        commonWords.has(last?.text ?? '') ||
        (last?.text === '里' && isInner(tokens, end));
      if (rest.length >= 2 && !common && !commonWords.has(name) && !commonWords.has(rest)) {
        finds.push({ kind: 'place', start, end });
      }
    }
    return finds;
  });
}

/** Where the name begins that a find ends or stands before; null where stop words stand there and it is none. */
function startOf(find: string, at: number, tokens: readonly Token[]): number | null {
  const name = /^(?![零〇一二三四五六七八九十])\p{Script=Han}{2,}/u.exec(find)?.[0] ?? '';
  if (name === '') {
    return nameStart(tokens, at);
  }
  const start = Math.max(at, nameStart(tokens, at + name.length));
  return start === at + name.length ? null : start;
}

/** Where shops and projects begin that the sentence around them is cut against: 东湖|店改. Null for everyday words. */
function ownStart(find: string, at: number, pattern: RegExp): number | null {
  if (pattern !== shop && pattern !== project) {
    return null;
  }
  const words = tokenise(find);
  const start = nameStart(words, find.length);
  return find.length - start < 2 || commonWords.has(find.slice(start)) ? null : at + start;
}

/** Buildings, flats, estates, shops, streets and towns of a plain view. */
export function findPlaces(view: string): PersonalFind[] {
  const tokens = tokenise(view);
  const finds = named(view, tokens);
  for (const pattern of [building, floors, triple, street, region, numbered, shop, project, english, estate]) {
    for (const match of view.matchAll(pattern)) {
      const start = startOf(match[0], match.index, tokens) ?? ownStart(match[0], match.index, pattern);
      const end = match.index + match[0].trimEnd().length;
      if (start !== null && end - start >= (pattern === building || pattern === project ? 2 : 3)) {
        finds.push({ kind: 'place', start, end });
      }
    }
  }
  for (const pattern of [estateEnd, flat, tower, shouted, postal]) {
    for (const match of view.matchAll(pattern)) {
      finds.push({ kind: 'place', start: match.index, end: match.index + match[0].length });
    }
  }
  return finds;
}
