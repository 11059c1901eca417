import { daysBetween, isoOf } from '../quantities/calendar-day.js';
import type { DateMention } from '../quantities/dates.js';
import type { Reading } from '../text/reading.js';
import { dayMentions } from './day-mentions.js';
import { dayOfOther, dayOfStep, dayOfWriting, dayWished, standing, todayWord, weekday } from './event-date.table.js';
import { isAround } from './words-around.js';

/** Older days are history. */
const oldest = 1500;

function wordsOf({ start, end }: DateMention, { text }: Reading): string {
  return text.slice(start, end);
}

function isOfTheMatter(mention: DateMention, reading: Reading): boolean {
  const age = daysBetween(mention.day, reading.today);
  return (
    mention.precision === 'day' &&
    age >= 0 &&
    age < oldest &&
    !isAround(dayOfOther, mention, reading.text) &&
    !(weekday.test(wordsOf(mention, reading)) && isAround(dayWished, mention, reading.text))
  );
}

/** Something is told of today: with a time of it, or in words that are neither a count of days nor a wish. */
function isTold(mention: DateMention, reading: Reading): boolean {
  return todayWord.test(wordsOf(mention, reading)) && !isAround(dayOfWriting, mention, reading.text);
}

/**
 * ISO day of the matter: of the past days that are not said of something else the first in the body, one of the matter
 * itself before one of a step towards it (an order, a signature), else that of the subject; today only where something is
 * told of it. Null where no day is named.
 */
export function eventDateOf(reading: Reading): string | null {
  const fit = dayMentions(reading).filter((mention) => isOfTheMatter(mention, reading));
  const past = fit.filter((mention) => daysBetween(mention.day, reading.today) > 0);
  const today = fit.filter((mention) => daysBetween(mention.day, reading.today) === 0);
  const inBody = past.filter((mention) => mention.start >= reading.bodyStart);
  const chosen =
    inBody.find((mention) => !isAround(dayOfStep, mention, reading.text)) ??
    inBody[0] ??
    past[0] ??
    today.find(({ start, end }) => standing.test(reading.text.slice(start, end + 3))) ??
    today.find((mention) => isTold(mention, reading));
  return chosen === undefined ? null : isoOf(chosen.day);
}
