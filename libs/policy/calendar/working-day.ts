import type { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.schema.js';
import { stateDay } from './state-holidays.js';

/** Why a day is worked or not, for people who check the arithmetic. */
export interface DayVerdict {
  readonly date: Temporal.PlainDate;
  readonly worked: boolean;
  readonly reason: { readonly zh: string; readonly en: string };
  /** Rests on a year whose public holidays have not been announced. */
  readonly assumed: boolean;
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const weekdayNames = {
  mon: { zh: '周一', en: 'Monday' },
  tue: { zh: '周二', en: 'Tuesday' },
  wed: { zh: '周三', en: 'Wednesday' },
  thu: { zh: '周四', en: 'Thursday' },
  fri: { zh: '周五', en: 'Friday' },
  sat: { zh: '周六', en: 'Saturday' },
  sun: { zh: '周日', en: 'Sunday' },
} as const;

export function dayVerdict(calendar: Calendar, date: Temporal.PlainDate): DayVerdict {
  const weekday = weekdays[date.dayOfWeek - 1] ?? 'mon';
  const name = weekdayNames[weekday];
  const text = date.toString();
  if (calendar.open.includes(text)) {
    return { date, worked: true, reason: { zh: '公司安排上班', en: 'worked by company order' }, assumed: false };
  }
  if (calendar.closed.includes(text)) {
    return { date, worked: false, reason: { zh: '公司安排休息', en: 'closed by company order' }, assumed: false };
  }
  const ordinarily = { date, worked: calendar.days.includes(weekday), reason: name };
  switch (calendar.holidays) {
    case 'none':
      return { ...ordinarily, assumed: false };
    case 'china': {
      const state = stateDay(date);
      const holiday = { zh: state.name?.zh ?? '', en: state.name?.en ?? '' };
      switch (state.kind) {
        case 'ordinary':
          return { ...ordinarily, assumed: state.assumed };
        case 'make-up':
          return {
            date,
            worked: true,
            reason: { zh: `${name.zh}，${holiday.zh}调休上班`, en: `${name.en}, make-up day for ${holiday.en}` },
            assumed: state.assumed,
          };
        case 'holiday':
          return { date, worked: false, reason: holiday, assumed: state.assumed };
        default:
          return state.kind satisfies never;
      }
    }
    default:
      return calendar.holidays satisfies never;
  }
}

export function isWorkingDay(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return dayVerdict(calendar, date).worked;
}
