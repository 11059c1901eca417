import { calendarDay, plusDays, plusMonths, type CalendarDay } from './calendar-day.js';
import {
  count,
  dayOfMonth,
  daysAgo,
  english,
  inWeek,
  latest,
  monthDay,
  monthOnly,
  partOfMonth,
  weekdayBefore,
  year,
  type Resolve,
} from './resolve-day.js';

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

interface DateForm {
  readonly form: RegExp;
  readonly precision: 'day' | 'month';
  readonly relative: boolean;
  readonly resolve: Resolve;
}

const month = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])';
const day = '(\\d{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])';
const weekdays = new Map(
  Array.from('一二三四五六日天', (char, index): [string, number] => [char, Math.min(index + 1, 7)]),
);
const englishMonth = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const englishDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const englishDay = '(mon|tues|wednes|thurs|fri|satur|sun)day';

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
