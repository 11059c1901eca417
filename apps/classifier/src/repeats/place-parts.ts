import { canonicalText } from '../text/canonical-text.js';
import { readChineseNumber } from '#libs/numerals/chinese-number.js';

/** A place as people name it in many ways, in one way. Compared within one unit, so that the estate's name adds nothing. */
export interface PlaceParts {
  /** Building or shop: `p2b6`, `店:人民路店`; `whole` where only the estate is named; null: no place at all. */
  readonly site: string | null;
  /** Flat or shop front, without its staircase, which people leave out: `p2b6r1801`; null where the place is not that narrow. */
  readonly room: string | null;
  /** The same with its staircase: a household of its own. */
  readonly flat: string | null;
}

const nowhere: PlaceParts = { site: null, room: null, flat: null };
/** What stands behind the shop's name is a table or a room in it. */
const shop = /^[\p{L}\p{N}]*?(?:店|营业厅|影院|影城)/u;
const marks: readonly (readonly [part: 'p' | 'b' | 'u' | 'r', pattern: RegExp])[] = [
  ['p', /([a-z0-9]{1,4}) ?(?:期|区)|phase ([a-z0-9]{1,4})/u],
  ['b', /([a-z0-9]{1,4}) ?(?:号楼|号院|栋|幢|座|#)|(?:building|block|tower|bldg\.?|villa) ([a-z0-9]{1,4})/u],
  ['u', /([a-z0-9]{1,3}) ?(?:单元|门|梯)/u],
  ['r', /([a-z]?\d{3,5}[a-z]?) ?(?:室|户|号)?|(?:flat|apartment|apt\.?|unit|room|suite|shop) ?#?([a-z0-9-]{1,6})/u],
];

/**
 * 6号楼2单元1801室, 6栋2-1801, 六号楼1801, 6-2-1801, Block 6 Flat 1801 → the same parts. Null parts are not named.
 */
export function placeParts(place: string | null): PlaceParts {
  if (place === null) {
    return nowhere;
  }
  let rest = arabic(canonicalText(place, { scanned: false }).text.trim());
  const parts: Partial<Record<'p' | 'b' | 'u' | 'r', string>> = {};
  const dashed = /(?<![a-z0-9])([a-z]?\d{1,3})[-–](?:(\d{1,2})[-–])?([a-z]?\d{2,5}[a-z]?)(?![a-z0-9])/u.exec(rest);
  if (dashed) {
    [, parts.b = '', , parts.r = ''] = dashed;
    if (dashed[2] !== undefined) {
      parts.u = dashed[2];
    }
    rest = rest.replace(dashed[0], ' ');
  }
  for (const [part, pattern] of marks) {
    const found = parts[part] === undefined ? pattern.exec(rest) : null;
    const value = found?.[1] ?? found?.[2];
    if (found && value !== undefined) {
      parts[part] = value;
      rest = rest.replace(found[0], ' ');
    }
  }
  const { p, b, r } = parts;
  return {
    site: siteOf(parts, rest.trim()),
    room: r === undefined ? null : written({ p, b, r }),
    flat: r === undefined ? null : written(parts),
  };
}

function siteOf({ p, b }: Partial<Record<'p' | 'b' | 'u' | 'r', string>>, name: string): string | null {
  if (b !== undefined) {
    return written({ p, b });
  }
  const named = shop.exec(name);
  if (named) {
    return `店:${named[0]}`;
  }
  // A flat without its building could be in any of them.
  return name === '' ? null : 'whole';
}

function written(parts: Partial<Record<'p' | 'b' | 'u' | 'r', string | undefined>>): string {
  return (['p', 'b', 'u', 'r'] as const)
    .flatMap((part) => (parts[part] === undefined ? [] : [`${part}${parts[part].replace(/^0+(?=.)/u, '')}`]))
    .join('');
}

/** 六号楼 → 6号楼: numerals before a part of a place. */
function arabic(text: string): string {
  return text.replace(/[一二三四五六七八九十]{1,3}(?=号楼|号院|栋|幢|座|期|区|单元|门)/gu, (words) =>
    String(readChineseNumber(words, 0)?.value ?? words),
  );
}
