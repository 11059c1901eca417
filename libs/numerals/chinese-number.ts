const digits = new Map<string, number>(
  Object.entries({
    零: 0,
    〇: 0,
    一: 1,
    二: 2,
    两: 2,
    俩: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    八: 8,
    九: 9,
    壹: 1,
    贰: 2,
    叁: 3,
    肆: 4,
    伍: 5,
    陆: 6,
    柒: 7,
    捌: 8,
    玖: 9,
    几: 3,
    数: 3,
  }),
);
const units = new Map<string, number>(Object.entries({ 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }));
const groups = new Map<string, number>(Object.entries({ 万: 1e4, 萬: 1e4, 亿: 1e8 }));

export interface ReadNumber {
  readonly value: number;
  readonly end: number;
  /** 几, 多, 余, 上: the value is a floor, not a figure. */
  readonly vague: boolean;
  /** Written with 万 or 亿, in whatever digits. */
  readonly grouped: boolean;
}

function isNumeral(char: string): boolean {
  return digits.has(char) || units.has(char) || groups.has(char);
}

/**
 * Chinese numerals at `start`: 五万三千, 一万二 (12 000), 二〇二六, 十几, 百八十. Null where none stand.
 * One pass, no going back.
 */
export function readChineseNumber(text: string, start: number): ReadNumber | null {
  let total = 0;
  let section = 0;
  let digit = -1;
  let lastUnit = 1;
  let plain = '';
  let vague = false;
  let grouped = false;
  let seenUnit = false;
  let i = start;
  for (; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (!isNumeral(char)) {
      break;
    }
    const value = digits.get(char);
    if (value !== undefined) {
      vague ||= char === '几' || char === '数';
      if (value === 0 && seenUnit) {
        lastUnit = 10;
        continue;
      }
      plain += String(value);
      digit = value;
      continue;
    }
    const unit = units.get(char);
    seenUnit = true;
    if (unit !== undefined) {
      section += (digit < 0 ? 1 : lastOf(plain)) * unit;
      lastUnit = unit;
    } else {
      const group = groups.get(char) ?? 1;
      grouped = true;
      const inSection = section + (digit < 0 ? 0 : lastOf(plain));
      total = (total + (inSection === 0 ? 1 : inSection)) * group;
      section = 0;
      lastUnit = group;
    }
    digit = -1;
    plain = '';
  }
  if (i === start) {
    return null;
  }
  if (!seenUnit) {
    // 三四 is "three or four"; 二〇二六 and 一八〇 are read digit by digit.
    const alternatives =
      plain.length === 2 && Number(plain[1]) === Number(plain[0]) + 1 && !text.slice(start, i).includes('〇');
    return { value: alternatives ? Number(plain[0]) : Number(plain), end: i, vague: vague || alternatives, grouped };
  }
  if (digit >= 0) {
    // 一万二 and 三千五: the last digit counts the next lower unit.
    const short = lastUnit >= 100 && plain.length === 1;
    section += short ? digit * (lastUnit / 10) : Number(plain);
  }
  return { value: total + section, end: i, vague, grouped };
}

/** 三四十 is at least thirty. */
function lastOf(plain: string): number {
  return plain === '' ? 1 : Number(plain.length === 2 ? plain[0] : plain);
}

/** Digits with commas and a point, then k, w, 千, 万, 亿, million: 31,500; 5.3w; 3万; 3万5 (35 000); 86 000. */
export function readArabicNumber(text: string, start: number): ReadNumber | null {
  let i = start;
  let figures = '';
  let point = false;
  for (; i < text.length; i += 1) {
    const char = text[i] ?? '';
    const next = text[i + 1] ?? '';
    if (char >= '0' && char <= '9') {
      figures += char;
    } else if (char === ',' && isThousands(text, i)) {
      continue;
    } else if (char === '.' && !point && next >= '0' && next <= '9') {
      figures += char;
      point = true;
    } else {
      break;
    }
  }
  if (i === start || figures.startsWith('.')) {
    return null;
  }
  let value = Number(figures);
  let grouped = false;
  if (text[i] === ' ' && i - start <= 3 && isThousands(text, i) && !point) {
    const more = text.slice(i + 1, i + 4);
    value = Number(figures + more);
    i += 4;
  }
  const suffix = suffixAt(text, i);
  if (suffix !== null) {
    value *= suffix.factor;
    i = suffix.end;
    grouped = true;
    const tail = text[i] ?? '';
    const tailValue = tail >= '1' && tail <= '9' ? Number(tail) : digits.get(tail);
    const after = text[i + 1] ?? '';
    const followed =
      (after >= '0' && after <= '9') ||
      isNumeral(after) ||
      after === '.' ||
      '个户家人位天年月层栋号名套'.includes(after === '' ? '#' : after);
    if (suffix.han && tailValue !== undefined && tailValue > 0 && !followed && !'几数两'.includes(tail)) {
      value += (tailValue * suffix.factor) / 10;
      i += 1;
    }
  }
  return { value, end: i, vague: false, grouped };
}

/** Exactly three digits after the separator. */
function isThousands(text: string, at: number): boolean {
  const isDigit = (i: number): boolean => (text[i] ?? '') >= '0' && (text[i] ?? '') <= '9';
  return isDigit(at - 1) && isDigit(at + 1) && isDigit(at + 2) && isDigit(at + 3) && !isDigit(at + 4);
}

function suffixAt(text: string, at: number): { factor: number; end: number; han: boolean } | null {
  const char = text[at] ?? '';
  const next = text[at + 1] ?? '';
  const letterFollows = (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9');
  switch (char) {
    case '万':
      return { factor: 1e4, end: at + 1, han: true };
    case '亿':
      return { factor: 1e8, end: at + 1, han: true };
    case '千':
      return next === '米' || next === '克' || next === '瓦' || next === '赫'
        ? null
        : { factor: 1e3, end: at + 1, han: true };
    case '百':
      return { factor: 1e2, end: at + 1, han: true };
    case 'w':
      return letterFollows ? null : { factor: 1e4, end: at + 1, han: false };
    case 'k':
      return letterFollows ? null : { factor: 1e3, end: at + 1, han: false };
    default:
      return text.startsWith(' million', at) ? { factor: 1e6, end: at + 8, han: false } : null;
  }
}
