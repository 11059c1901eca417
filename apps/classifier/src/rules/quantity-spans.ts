import type { Span } from '../lexicon/concept-hits.js';
import { daysBetween } from '../quantities/calendar-day.js';
import { durationsOf } from '../quantities/durations.js';
import { sharesOf } from '../quantities/shares.js';
import type { Reading } from '../text/reading.js';
import type { QuantitySpans } from './match-pattern.js';

/** More than a month, as PG-13.2.2 counts it. */
const monthDays = 31;
/** From here on a number of people is a crowd, not a family. */
const crowdFrom = 5;
const dozensFrom = 20;
const half = 0.5;

const people = [
  '户',
  '家',
  '人',
  '位',
  '名',
  '个业主',
  '个住户',
  '个客户',
  '个顾客',
  '个人',
  '套',
  ' household',
  ' famil',
  ' owner',
  ' resident',
  ' tenant',
  ' customer',
  ' neighbour',
  ' neighbor',
  ' people',
  ' guest',
  ' signature',
  ' of us',
  ' flats',
  ' parents',
  ' passengers',
  ' student',
  ' member',
];

function followedByPeople(text: string, end: number): number | null {
  const from = text[end] === '多' || text[end] === '余' || text[end] === '几' ? end + 1 : end;
  const word = people.find((one) => text.startsWith(one, from));
  return word === undefined ? null : from + word.length;
}

/** Spans of quantities that patterns name with `#`. */
export function quantitySpans(reading: Reading): QuantitySpans {
  const { text, numbers, sums, dates, today } = reading;
  const durations = durationsOf(text, numbers);
  const shares = sharesOf(text, numbers);
  const crowds: Span[] = [];
  const dozens: Span[] = [];
  const thirds: Span[] = [];
  for (const number of numbers) {
    const end = followedByPeople(text, number.end);
    if (end !== null && number.value >= crowdFrom && number.value < 20_000) {
      crowds.push({ start: number.start, end });
      if (number.value >= dozensFrom) {
        dozens.push({ start: number.start, end });
      }
    }
    const times = /^ ?(?:次|回|遍|趟|度|times|rd time|th time|封|通)/u.exec(text.slice(number.end, number.end + 10));
    if (times !== null && number.value >= 3 && number.value < 100) {
      thirds.push({ start: number.start, end: number.end + times[0].length });
    }
  }
  return {
    sum: sums,
    number: numbers,
    date: dates,
    duration: durations,
    share: shares,
    majority: shares.filter((one) => one.share >= half),
    'majority-count': shares.filter((one) => one.share >= half && one.count !== null && one.count >= crowdFrom),
    'over-month': durations.filter((one) => one.days > monthDays),
    'month-ago': dates.filter((one) => daysBetween(one.day, today) > monthDays),
    crowd: crowds,
    dozens,
    thousands: numbers.filter((number) => number.value >= 1000),
    third: thirds,
  };
}
