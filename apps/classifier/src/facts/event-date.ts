import { daysBetween, isoOf } from '../quantities/calendar-day.js';
import type { DateMention } from '../quantities/dates.js';
import type { Reading } from '../text/reading.js';

/** Before a day: words that make it a plan, a limit, a festival, or the day of a letter. */
const otherBefore =
  /(?:定于|定在|定为|推到|改为|改到|推迟到|延到|截止|截至|到期|有效期|交付日|约定|合同上|合同写|生日|出生|春节|国庆|中秋|端午|元旦|双十一|开庭|调解时间|购买于|签订于|今日为|今天是|现在|到|until|till|by|before|due|ends on|ended on|deadline)[^。,;!?]{0,6}$/u;
/** After a day: the same, and what press, courts and authorities did on it. */
const otherAfter = /^[^。,;!?]{0,10}(?:之前|前书面|前答复|前回复|前给|到期|截止|生日|播出|采访|开庭|前提供)/u;
/** A day of which the writer tells while it lasts counts only with a time of day. */
const partOfToday = /今早|今晨|今朝|今上午|今天(?:早上|上午|中午|凌晨|清晨)|刚才|刚刚|this morning/u;
const beforeLength = 16;
const afterLength = 16;

function isOfTheMatter(mention: DateMention, reading: Reading): boolean {
  const age = daysBetween(mention.day, reading.today);
  const before = reading.text.slice(Math.max(0, mention.start - beforeLength), mention.start);
  const after = reading.text.slice(mention.end, mention.end + afterLength);
  return mention.precision === 'day' && age >= 0 && age < 1500 && !otherBefore.test(before) && !otherAfter.test(after);
}

/** A scanner's or fax machine's own line, and the day under a letter. */
function isHeaderOrFoot(mention: DateMention, reading: Reading): boolean {
  const lineStart = reading.text.lastIndexOf('\n', mention.start) + 1;
  const lineEnd = reading.text.indexOf('\n', mention.start);
  const line = reading.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  const isWholeLine = line.length <= mention.end - mention.start + 8;
  return /fax|传真|tel|\bp ?\.? ?\d|page/u.test(line) || (isWholeLine && lineStart > reading.text.length / 2);
}

/**
 * ISO day of the matter: the first past day of the body that is not said of something else, else that of the subject; today
 * only where a time of it is told. Null where no day is named.
 */
export function eventDateOf(reading: Reading): string | null {
  const fit = reading.dates.filter((mention) => isOfTheMatter(mention, reading) && !isHeaderOrFoot(mention, reading));
  const past = fit.filter((mention) => daysBetween(mention.day, reading.today) > 0);
  const chosen =
    past.find((mention) => mention.start >= reading.bodyStart) ??
    past[0] ??
    fit.find((mention) => partOfToday.test(reading.text.slice(mention.start, mention.end + 3)));
  return chosen === undefined ? null : isoOf(chosen.day);
}
