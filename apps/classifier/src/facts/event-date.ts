import { daysBetween, isoOf } from '../quantities/calendar-day.js';
import type { DateMention } from '../quantities/dates.js';
import type { Reading } from '../text/reading.js';

/** Words near a day that is not the day of the matter. */
const otherDay =
  /前回复|之前|以前给|前给|前答复|到期|截止|生日|出生|春节|国庆|中秋|端午|元旦|双十一|开庭|购买于|签订|签的|开通|有效期|播出|采访|预约到|约好下|by (?:next |the )?$|until|birthday/u;

function plausible(mention: DateMention, reading: Reading): boolean {
  const age = daysBetween(mention.day, reading.today);
  const around = reading.text.slice(Math.max(0, mention.start - 6), mention.end + 6);
  return mention.precision === 'day' && age >= 0 && age < 1500 && !otherDay.test(around);
}

/**
 * ISO day of the matter: the first day in the body that is past and is not said of something else, else the first of the
 * subject. Null where no day is named.
 */
export function eventDateOf(reading: Reading): string | null {
  const fit = reading.dates.filter((mention) => plausible(mention, reading));
  const chosen = fit.find((mention) => mention.start >= reading.bodyStart) ?? fit[0];
  return chosen === undefined ? null : isoOf(chosen.day);
}
