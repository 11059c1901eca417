import { hitsOf, type Span } from '../lexicon/concept-hits.js';
import { dayOfIso } from '../quantities/calendar-day.js';
import { findSignals, type Signals } from '../rules/find-signals.js';
import { fireRules, type FiredRule } from '../rules/fire-rules.js';
import type { Profile, TagRule } from '../rules/profile.js';
import type { RuleBook } from '../rules/rule-book.js';
import { read, type Reading } from '../text/reading.js';
import type { ComplaintText } from './complaint-text.js';

/** A complaint with all that the rules found in it. */
export interface ReadComplaint {
  readonly reading: Reading;
  readonly signals: Signals;
  /** Where words of wishing stand. */
  readonly wishing: readonly Span[];
  readonly fired: readonly FiredRule<TagRule>[];
  readonly urgent: readonly FiredRule[];
}

/** Beyond this a text is cut: nobody complains at that length, and what follows is an appendix. */
export const longestText = 20_000;

export function readComplaint(input: ComplaintText, profile: Profile, book: RuleBook): ReadComplaint {
  const today = dayOfIso(input.sentOn);
  if (today === null) {
    throw new RangeError(`sentOn must be an ISO day: ${input.sentOn}`);
  }
  const reading = read(
    {
      subject: input.subject.slice(0, 500),
      text: input.text.slice(0, longestText),
      scanned: input.channel === 'fax',
      today,
    },
    book,
  );
  const signals = findSignals(reading, book);
  const evidence = { text: reading.text, finds: signals.finds };
  const wishing = hitsOf(reading.hits, book.concepts.numberOf.get('wishing') ?? -1);
  return {
    reading,
    signals,
    wishing,
    fired: fireRules(profile.rules, evidence),
    urgent: fireRules(profile.urgency, evidence),
  };
}
