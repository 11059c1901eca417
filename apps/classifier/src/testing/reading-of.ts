import { assess, type Judge } from '../assessment/assess.js';
import type { Assessment } from '../assessment/assessment.schema.js';
import { readComplaint } from '../assessment/read-complaint.js';
import { dayOfIso } from '../quantities/calendar-day.js';
import { loadRuleBook } from '../rules/load-rules.js';
import { profileOf } from '../rules/profile-of.js';
import type { Signals } from '../rules/find-signals.js';
import type { SignalFind } from '../rules/fire-signals.js';
import { read, type Reading } from '../text/reading.js';
import { familiesOf } from '../model/families-of.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import type { ComplaintText } from '../assessment/complaint-text.js';

const book = loadRuleBook('config/classification');
const presets = loadPresets('config/presets').book;
const profile = profileOf(presets.get('property-group'), familiesOf(null, presets));

/** The shipped rules under the property group's preset, without a model. */
export const judge: Judge = { book, profile, model: null };

export const testDay = '2026-11-20';

export function complaint(text: string, more: Partial<ComplaintText> = {}): ComplaintText {
  return {
    channel: 'mail',
    from: '"李强" <liqiang@example.com>',
    subject: '',
    text,
    signature: '',
    attachments: [],
    sentOn: testDay,
    ...more,
  };
}

export function readingOf(text: string, options: { readonly scanned?: boolean } = {}): Reading {
  const today = dayOfIso(testDay);
  if (today === null) {
    throw new Error('the test day is no day');
  }
  return read({ subject: '', text, scanned: options.scanned ?? false, today }, book);
}

export function signalsOf(text: string): Signals {
  return readComplaint(complaint(text), profile, book).signals;
}

/** Whether a signal is found in a way that counts. */
export function says(text: string, signal: string): boolean {
  return signalsOf(text).finds.some((find) => find.signal === signal && find.counts);
}

export function findsOf(text: string, signal: string): SignalFind[] {
  return signalsOf(text).finds.filter((find) => find.signal === signal);
}

export function assessed(text: string, more: Partial<ComplaintText> = {}): Assessment {
  return assess(complaint(text, more), judge);
}
