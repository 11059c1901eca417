import type { PersonId } from '#libs/contracts/identity.js';
import type { NoticeRequest } from './case.decision.js';

type Details = Partial<Omit<NoticeRequest, 'template' | 'to'>>;

const plain = { parameters: {}, quotes: [], offers: [], held: false, urgent: false, factWhenTold: null } as const;

/** A notice to the complainant, over the way the complainant can be reached. */
export function toComplainant(template: string, details: Details = {}): NoticeRequest {
  return { ...plain, channel: 'reachable', ...details, template, to: { kind: 'complainant' } };
}

/** A notice to the authority that referred the case; nobody where none said where to answer. */
export function toReferrer(template: string, details: Details = {}): NoticeRequest {
  return { ...plain, channel: 'mail', ...details, template, to: { kind: 'referrer' } };
}

/** A notice to one person of the roster; by mail unless said otherwise. */
export function toPerson(person: PersonId, template: string, details: Details = {}): NoticeRequest {
  return { ...plain, channel: 'mail', ...details, template, to: { kind: 'person', person } };
}

export function toAll(persons: readonly PersonId[], template: string, details: Details = {}): NoticeRequest[] {
  return persons.map((person) => toPerson(person, template, details));
}
