import type { CalendarDay } from '../quantities/calendar-day.js';
import { plusDays } from '../quantities/calendar-day.js';
import type { DateMention } from '../quantities/dates.js';
import { count, dayOfMonth } from '../quantities/resolve-day.js';

/** 十五号傍晚, 廿五号: a day of the month in words, with a time of day or at the head of its clause. */
const inWords =
  /(?<=^|[\n。,;!?:"“ ])((?:[二三]?十|廿)[一二三四五六七八九]?|初[一二三四五六七八九十])[号日](?=[早晚上下中傍凌清夜,，]|$)/gu;
/** Friday the 13th, sat 14th, the 18th at: the figure counts. */
const ordinal =
  /(?<![a-z])(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?|(?:for|of) the )(\d{1,2})(?:st|nd|rd|th)(?![a-z])(?! of)/gu;
/** Cantonese for yesterday, beside the words of `scanDates`. */
const lastNight = /[寻噚琴](?:日|晚|夜)/gu;

/** Days that are spoken rather than written, for the day of the matter alone. */
export function spokenDays(text: string, today: CalendarDay): DateMention[] {
  const found = (form: RegExp, resolve: (match: RegExpExecArray) => CalendarDay | null): DateMention[] =>
    [...text.matchAll(form)].flatMap((match): DateMention[] => {
      const day = resolve(match);
      const start = match.index;
      return day === null ? [] : [{ start, end: start + match[0].length, day, precision: 'day', relative: false }];
    });
  return [
    ...found(inWords, (match) => dayOfMonth(count((match[1] ?? '').replace('初', '')), today)),
    ...found(ordinal, (match) => dayOfMonth(Number(match[1]), today)),
    ...found(lastNight, () => plusDays(today, -1)),
  ];
}
