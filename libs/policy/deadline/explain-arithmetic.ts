import { addSpan, secondsBetween, type Passing } from '../calendar/passing.js';
import { dayVerdict } from '../calendar/working-day.js';
import { closeOfBusiness, localDate, windowsOf } from '../calendar/working-time.js';
import type { Calendar } from '../calendar/calendar.schema.js';
import type { Title } from '../preset/entry.schema.js';
import type { Limit } from '../preset/limit.schema.js';
import { instantWords } from '../words/instant-words.js';
import { durationWords } from '../words/limit-words.js';

/** How a limit is counted from its start, before pauses. */
export function explainArithmetic(passing: Passing, from: Date, limit: Limit): Title[] {
  switch (limit.kind) {
    case 'set':
      return [];
    case 'time':
      return passing.kind === 'round-the-clock'
        ? [{ zh: '计算：不分昼夜连续计算', en: 'Counted: round the clock' }]
        : [...calendarLine(passing.calendar), ...windowLines(passing.calendar, from, addSpan(passing, from, limit))];
    case 'months':
      return [
        {
          zh: '计算：至对应日（无对应日的至月末）24时止（民法典第二百零二条）',
          en: 'Counted: to the end of the corresponding day, or of the month without one',
        },
      ];
    case 'working-days':
      return passing.kind === 'round-the-clock'
        ? []
        : [...calendarLine(passing.calendar), ...dayLines(passing.calendar, from, limit.days)];
    default:
      return limit satisfies never;
  }
}

/** What one pause took from a limit that runs since `since`. */
export function explainPause(
  passing: Passing,
  since: Date,
  pause: { readonly from: Date; readonly until: Date },
): { from: Date; until: Date; seconds: number } {
  const from = pause.from > since ? pause.from : since;
  const until = pause.until > from ? pause.until : from;
  return { from, until, seconds: secondsBetween(passing, from, until) };
}

function calendarLine(calendar: Calendar): Title[] {
  const hours = calendar.hours.join(' ');
  return [
    {
      zh: `计算：按${calendar.title.zh}，每日 ${hours}（${calendar.timeZone}）`,
      en: `Counted: ${calendar.title.en}, ${hours} each (${calendar.timeZone})`,
    },
  ];
}

/** Each stretch of working time that counts. */
function windowLines(calendar: Calendar, from: Date, until: Date): Title[] {
  const lines: Title[] = [];
  const last = localDate(calendar, until);
  for (
    let day = localDate(calendar, from).subtract({ days: 1 });
    day.since(last).sign <= 0;
    day = day.add({ days: 1 })
  ) {
    for (const window of windowsOf(calendar, day)) {
      const start = new Date(Math.max(window.from, from.getTime()));
      const end = new Date(Math.min(window.until, until.getTime()));
      if (start < end) {
        const words = durationWords((end.getTime() - start.getTime()) / 1_000);
        const span = `${instantWords(start, calendar.timeZone)} – ${instantWords(end, calendar.timeZone).slice(-5)}`;
        lines.push({ zh: `  ${span} 计${words.zh}`, en: `  ${span} counts ${words.en}` });
      }
    }
  }
  return lines;
}

/** Each day from the start to the last one that counts, and why it does or does not. */
function dayLines(calendar: Calendar, from: Date, days: number): Title[] {
  const start = localDate(calendar, from);
  const lines: Title[] = [
    { zh: `  ${start.toString()} 起算日不计`, en: `  ${start.toString()} the start day is not counted` },
  ];
  let day = start;
  for (let count = 0; count < days;) {
    day = day.add({ days: 1 });
    const { worked, reason, assumed } = dayVerdict(calendar, day);
    count += worked ? 1 : 0;
    const guess = assumed
      ? { zh: '（放假安排未公布，按法定节假日推算）', en: ' (holidays not announced yet, assumed)' }
      : { zh: '', en: '' };
    lines.push(
      worked
        ? {
            zh: `  ${day.toString()} ${reason.zh} 第${count}个工作日${guess.zh}`,
            en: `  ${day.toString()} ${reason.en}: working day ${count}${guess.en}`,
          }
        : {
            zh: `  ${day.toString()} ${reason.zh} 不计${guess.zh}`,
            en: `  ${day.toString()} ${reason.en}: not counted${guess.en}`,
          },
    );
  }
  const closing = instantWords(closeOfBusiness(calendar, day), calendar.timeZone);
  return [
    ...lines,
    {
      zh: `  末日以停止业务活动的时间为截止：${closing}（民法典第二百零三条）`,
      en: `  ends at close of business of the last day: ${closing}`,
    },
  ];
}
