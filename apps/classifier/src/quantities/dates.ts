import { calendarDay, plusDays, plusMonths, weekdayOf, type CalendarDay } from './calendar-day.js';

/** A day that a text names, resolved against the message's own day. */
export interface DateMention {
  readonly start: number;
  readonly end: number;
  readonly day: CalendarDay;
  /** day: a day is named; month: only a month (day 1 then, or 15 for 中旬, 25 for 下旬). */
  readonly precision: 'day' | 'month';
  /** Days that were only counted off ("昨天", "last Friday") rather than written as a date. */
  readonly relative: boolean;
}

type Resolve = (match: RegExpExecArray, today: CalendarDay) => CalendarDay | null;

interface DateForm {
  readonly form: RegExp;
  readonly precision: 'day' | 'month';
  readonly relative: boolean;
  readonly resolve: Resolve;
}

const hanDigits = new Map(Array.from('零一二三四五六七八九十', (char, index): [string, number] => [char, index]));

/** 1-39 in Arabic or Chinese digits: 3, 十一, 廿三, 二十, 三十一. */
function count(written: string | undefined): number {
  if (written === undefined) {
    return Number.NaN;
  }
  if (/^\d/u.test(written)) {
    return Number(written);
  }
  const plain = written.replace('廿', '二十').replace('卅', '三十');
  const ten = plain.indexOf('十');
  if (ten < 0) {
    return hanDigits.get(plain) ?? Number.NaN;
  }
  const tens = ten === 0 ? 1 : (hanDigits.get(plain.slice(0, ten)) ?? Number.NaN);
  const ones = ten === plain.length - 1 ? 0 : (hanDigits.get(plain.slice(ten + 1)) ?? Number.NaN);
  return tens * 10 + ones;
}

const month = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])';
const day = '(\\d{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])';
const weekdays = new Map(
  Array.from('一二三四五六日天', (char, index): [string, number] => [char, Math.min(index + 1, 7)]),
);
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const englishMonth = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const englishDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const englishDay = '(mon|tues|wednes|thurs|fri|satur|sun)day';

/** The latest such day that is not after today, in this or the last year. */
function latest(monthNo: number, dayNo: number, today: CalendarDay): CalendarDay | null {
  const thisYear = calendarDay(today.year, monthNo, dayNo);
  const ahead = monthNo > today.month + 2;
  return thisYear === null || ahead ? calendarDay(today.year - 1, monthNo, dayNo) : thisYear;
}

function weekdayBefore(today: CalendarDay, weekday: number, allowToday: boolean): CalendarDay {
  const back = (weekdayOf(today) - weekday + 7) % 7;
  return plusDays(today, -(back === 0 && !allowToday ? 7 : back));
}

function inWeek(today: CalendarDay, weeks: number, weekday: number): CalendarDay {
  return plusDays(today, weeks * 7 + weekday - weekdayOf(today));
}

function monthDay(months: number): Resolve {
  return (match, today) => {
    const base = plusMonths({ ...today, day: 1 }, months);
    return calendarDay(base.year, base.month, count(match[1]));
  };
}

const partOfMonth = new Map([
  ['初', 5],
  ['中', 15],
  ['底', 28],
  ['末', 28],
  ['上', 5],
  ['下', 25],
]);

/** In order of precedence; each form is bounded in length, so the scan is linear. */
const forms: readonly DateForm[] = [
  {
    form: /(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu,
    precision: 'day',
    relative: false,
    resolve: (m) => calendarDay(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    form: new RegExp(`(20\\d{2}|\\d{2}) ?年 ?${month} ?月 ?${day} ?[日号]?`, 'gu'),
    precision: 'day',
    relative: false,
    resolve: (m) => calendarDay(year(m[1]), count(m[2]), count(m[3])),
  },
  {
    form: new RegExp(`(去年|今年) ?${month} ?月 ?${day} ?[日号]?`, 'gu'),
    precision: 'day',
    relative: false,
    resolve: (m, today) => calendarDay(today.year - (m[1] === '去年' ? 1 : 0), count(m[2]), count(m[3])),
  },
  { form: new RegExp(`(?:上个?月) ?${day} ?[日号]`, 'gu'), precision: 'day', relative: false, resolve: monthDay(-1) },
  {
    form: new RegExp(`(?:这个?月|本月) ?${day} ?[日号]`, 'gu'),
    precision: 'day',
    relative: false,
    resolve: monthDay(0),
  },
  {
    form: new RegExp(`${month} ?月 ?${day} ?[日号]`, 'gu'),
    precision: 'day',
    relative: false,
    resolve: (m, today) => latest(count(m[1]), count(m[2]), today),
  },
  {
    form: new RegExp(`(\\d{1,2}) ?月 ?(\\d{1,2})(?![\\d万千个元块])`, 'gu'),
    precision: 'day',
    relative: false,
    resolve: (m, today) => latest(count(m[1]), count(m[2]), today),
  },
  {
    form: new RegExp(
      `(?<![a-z0-9])(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${englishMonth},?(?: (20\\d{2}))?(?![a-z0-9])`,
      'gu',
    ),
    precision: 'day',
    relative: false,
    resolve: (m, today) => english(m[2], m[1], m[3], today),
  },
  {
    form: new RegExp(
      `(?<![a-z0-9])${englishMonth} (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d{2}))?(?![a-z0-9])`,
      'gu',
    ),
    precision: 'day',
    relative: false,
    resolve: (m, today) => english(m[1], m[2], m[3], today),
  },
  {
    form: /(?:上个?(?:周|星期|礼拜))([一二三四五六日天])/gu,
    precision: 'day',
    relative: true,
    resolve: (m, today) => inWeek(today, -1, weekdays.get(m[1] ?? '') ?? 1),
  },
  {
    form: /(?:这个?|本)(?:周|星期|礼拜)([一二三四五六日天])/gu,
    precision: 'day',
    relative: true,
    resolve: (m, today) => inWeek(today, 0, weekdays.get(m[1] ?? '') ?? 1),
  },
  {
    form: /(?<![下每个天两三])(?:周|星期|礼拜)([一二三四五六日天])(?![年岁月以之])/gu,
    precision: 'day',
    relative: true,
    resolve: (m, today) => weekdayBefore(today, weekdays.get(m[1] ?? '') ?? 1, true),
  },
  {
    form: new RegExp(`(?<![a-z])last ${englishDay}(?![a-z])`, 'gu'),
    precision: 'day',
    relative: true,
    resolve: (m, today) => inWeek(today, -1, englishDays.indexOf((m[1] ?? '').slice(0, 3)) + 1),
  },
  {
    form: new RegExp(`(?<!(?:next|every|until|before|by|till) )(?<![a-z])${englishDay}(?![a-z])`, 'gu'),
    precision: 'day',
    relative: true,
    resolve: (m, today) => weekdayBefore(today, englishDays.indexOf((m[1] ?? '').slice(0, 3)) + 1, true),
  },
  {
    form: /(?<![\d.])(\d{1,2}|[一二两三四五六七八九十]{1,2}) ?天(?:之)?前|(?<![a-z\d])(\d{1,2}|two|three|four|five|six) days ago/gu,
    precision: 'day',
    relative: true,
    resolve: (m, today) => daysAgo(m[1] ?? m[2], today),
  },
  {
    form: /(?<![a-z])on the (\d{1,2})(?:st|nd|rd|th)(?![a-z])/gu,
    precision: 'day',
    relative: false,
    resolve: (m, today) => dayOfMonth(count(m[1]), today),
  },
  { form: /大前天|大前日/gu, precision: 'day', relative: true, resolve: (_, today) => plusDays(today, -3) },
  {
    form: /前天|前晚|前日|the day before yesterday/gu,
    precision: 'day',
    relative: true,
    resolve: (_, today) => plusDays(today, -2),
  },
  {
    form: /昨天|昨晚|琴日|寻日|昨日|昨夜|昨儿|昨早|昨下午|(?<![a-z])yesterday|(?<![a-z])last night/gu,
    precision: 'day',
    relative: true,
    resolve: (_, today) => plusDays(today, -1),
  },
  {
    form: /今天|今朝|今日|今早|今晨|今晚|今儿|今上午|今下午|刚刚|刚才|(?<![a-z])today|(?<![a-z])this (?:morning|afternoon|evening)|(?<![a-z])tonight/gu,
    precision: 'day',
    relative: true,
    resolve: (_, today) => today,
  },
  {
    form: /(?<![\d月.\-/a-z第路街巷弄里园区苑墅庄都湾阁庭郡城府])(\d{1,2}) ?(?:号|日)(?![楼栋院线门房铺桌机座地店车]|单元|馆|厅)/gu,
    precision: 'day',
    relative: false,
    resolve: (m, today) => dayOfMonth(count(m[1]), today),
  },
  {
    form: /(?<![\d.:/\-a-z])(\d{1,2})(?:\/(\d{1,2})|\.(\d{1,2})(?= ?(?:日|号|晚|早|上午|下午|中午|凌晨|当天|那天|至|到|起|报|漏|打)))(?![\d.:/%\-]|万|元|块|米|分|倍|w)/gu,
    precision: 'day',
    relative: false,
    resolve: (m, today) => latest(count(m[1]), count(m[2] ?? m[3]), today),
  },
  {
    form: new RegExp(
      `(?:(20\\d{2})年|(去年)|今年)? ?${month}月(?:份)?(?:([初中底末])|([上中下])旬)?(?![\\d二三十])`,
      'gu',
    ),
    precision: 'month',
    relative: false,
    resolve: (m, today) => monthOnly(m, today),
  },
  {
    form: /上个?月([初中底末])?(?![\d二三十])/gu,
    precision: 'month',
    relative: true,
    resolve: (m, today) => ({ ...plusMonths({ ...today, day: 1 }, -1), day: partOfMonth.get(m[1] ?? '') ?? 15 }),
  },
  {
    form: new RegExp(
      `(?<![a-z])(?:in|since|from|of|last) (?:(?:early|mid|late)[- ])?(january|february|march|april|june|july|august|september|october|november|december)(?![a-z])`,
      'gu',
    ),
    precision: 'month',
    relative: false,
    resolve: (m, today) => english((m[1] ?? '').slice(0, 3), '15', undefined, today),
  },
  {
    form: /(?<![a-z])last month/gu,
    precision: 'month',
    relative: true,
    resolve: (_, today) => ({ ...plusMonths({ ...today, day: 1 }, -1), day: 15 }),
  },
];

const englishCounts = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six'].map((word, index) => [word, index]),
);

function daysAgo(written: string | undefined, today: CalendarDay): CalendarDay | null {
  const days = written === '两' ? 2 : (englishCounts.get(written ?? '') ?? count(written));
  return Number.isNaN(days) ? null : plusDays(today, -days);
}

function year(written: string | undefined): number {
  const value = Number(written);
  return value < 100 ? 2000 + value : value;
}

function english(
  monthWord: string | undefined,
  dayWord: string | undefined,
  yearWord: string | undefined,
  today: CalendarDay,
): CalendarDay | null {
  const monthNo = englishMonths.indexOf((monthWord ?? '').slice(0, 3)) + 1;
  return yearWord === undefined
    ? latest(monthNo, Number(dayWord), today)
    : calendarDay(Number(yearWord), monthNo, Number(dayWord));
}

function dayOfMonth(dayNo: number, today: CalendarDay): CalendarDay | null {
  if (dayNo <= today.day) {
    return calendarDay(today.year, today.month, dayNo);
  }
  // A few days ahead is an appointment of this month; more is the month before.
  const ahead = dayNo - today.day <= 7;
  const base = ahead ? today : plusMonths({ ...today, day: 1 }, -1);
  return calendarDay(base.year, base.month, dayNo);
}

function monthOnly(match: RegExpExecArray, today: CalendarDay): CalendarDay | null {
  const monthNo = count(match[3]);
  const dayNo = partOfMonth.get(match[4] ?? match[5] ?? '') ?? 15;
  if (match[1] !== undefined) {
    return calendarDay(Number(match[1]), monthNo, dayNo);
  }
  return match[2] === undefined ? latest(monthNo, dayNo, today) : calendarDay(today.year - 1, monthNo, dayNo);
}

/** Days named in a canonical text, in order, none overlapping. */
export function scanDates(text: string, today: CalendarDay): DateMention[] {
  const taken = new Uint8Array(text.length);
  const found: DateMention[] = [];
  for (const { form, precision, relative, resolve } of forms) {
    for (const match of text.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken[start] === 1 || taken[end - 1] === 1) {
        continue;
      }
      const resolved = resolve(match, today);
      if (resolved !== null) {
        taken.fill(1, start, end);
        found.push({ start, end, day: resolved, precision, relative });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
