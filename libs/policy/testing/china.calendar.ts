import { Calendar } from '../calendar/calendar.schema.js';

/** Monday to Friday, 09:00-12:00 and 13:30-18:00 in Shanghai, with the national days off and make-up days. */
export const chinaCalendar: Calendar = Calendar.parse({
  id: 'china',
  title: { zh: '中国大陆工作日', en: 'Working days in mainland China' },
  timeZone: 'Asia/Shanghai',
  holidays: 'china',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: ['09:00-12:00', '13:30-18:00'],
  clauses: ['default'],
});
