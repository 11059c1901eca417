import type { DataOf } from '#libs/contracts/catalogue.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { Assessment } from '../assessment/assessment.schema.js';
import type { ComplaintText } from '../assessment/complaint-text.js';
import { orderKey, wordsOf, type Matter } from './matter.js';
import { personTraits, type PersonTraits } from './person-traits.js';
import { placeParts } from './place-parts.js';

/** A complaint as it is compared with earlier ones. Lives in memory only: it holds personal data. */
export interface Compared {
  readonly received: Pick<DataOf<'complaint.received'>, 'deliveryId' | 'unit' | 'receivedAt'>;
  readonly preset: Preset;
  readonly text: string;
  readonly matter: Matter;
  /** People, and not the software, said which category it has. */
  readonly sortedByPeople: boolean;
}

/** One that has just come, with what its writer is known by. */
export interface Subject extends Compared {
  readonly traits: PersonTraits;
}

export function subjectOf(
  received: DataOf<'complaint.received'>,
  message: StoredMessage,
  read: { readonly complaint: ComplaintText; readonly assessment: Assessment; readonly topics: readonly string[] },
  preset: Preset,
): Subject {
  const { complaint, assessment, topics } = read;
  const text = `${complaint.subject}\n${complaint.text}`;
  const place = placeParts(assessment.facts.place);
  return {
    received,
    preset,
    text,
    matter: matterOf(text, assessment, topics),
    sortedByPeople: false,
    traits: personTraits(message, `${complaint.text}\n${message.text.signature}`, assessment.facts.phone, place),
  };
}

export function matterOf(
  text: string,
  { category, facts }: Pick<Assessment, 'category' | 'facts'>,
  topics: readonly string[],
): Matter {
  return { category, topics, order: orderKey(facts.orderNo), place: placeParts(facts.place), words: wordsOf(text) };
}
