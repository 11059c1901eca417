import { z } from 'zod';
import { ClauseId, Key, Title } from '../preset/entry.schema.js';
import { TimeWindow, Weekday } from '../preset/people.schema.js';

/**
 * Working days and hours. The national days off and make-up working days of China come from the State Council's yearly
 * notice; `open` and `closed` are the company's own exceptions and win over it.
 */
export const Calendar = z.strictObject({
  id: Key,
  title: Title,
  timeZone: z.string().min(1),
  /** Whose public holidays and make-up days hold. */
  holidays: z.enum(['china', 'none']),
  /** Days worked where no holiday or make-up day says otherwise. */
  days: z.array(Weekday).min(1),
  /** Hours of a working day, in order; a day has several where there is a noon break. */
  hours: z.array(TimeWindow).min(1),
  open: z.array(z.iso.date()).default([]),
  closed: z.array(z.iso.date()).default([]),
  clauses: z.array(ClauseId).min(1),
});
export type Calendar = z.infer<typeof Calendar>;
