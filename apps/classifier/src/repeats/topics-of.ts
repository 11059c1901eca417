import type { ComplaintText } from '../assessment/complaint-text.js';
import { readComplaint } from '../assessment/read-complaint.js';
import type { Judge } from '../assessment/assess.js';

const prefix = 'topic-';
/** Whom one complains to or of stands in complaints about anything. */
const general: ReadonlySet<string> = new Set(['topic-steward', 'topic-neighbours', 'topic-guard', 'topic-manners']);

/** Ids of the topics that a complaint speaks of: codes, no words. */
export function topicsOf(complaint: ComplaintText, { profile, book }: Judge): string[] {
  const { finds } = readComplaint(complaint, profile, book).signals;
  const topics = finds.map(({ signal }) => signal).filter((id) => id.startsWith(prefix) && !general.has(id));
  return [...new Set(topics)].toSorted();
}
