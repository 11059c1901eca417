import { normaliseMail, normalisePhone } from '#libs/mail/message/normalise-address.js';
import type { StoredAddress, StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { ForwardedMail } from './forwarded-mail.js';
import { readInstant } from './read-instant.js';
import { readLabelledLines, type LabelledLines } from './read-labelled-lines.js';

export interface PassedOnFacts {
  /** What was written by whoever passes it on. */
  readonly text: string;
  readonly subject: string;
  readonly forwarded: ForwardedMail | null;
  /** staff: somebody of the roster. referrer: an authority, by the entry that its mail comes in by. */
  readonly role: 'staff' | 'referrer';
  readonly by: StoredAddress;
  readonly receivedAt: Date;
  readonly timeZone: string;
}

export interface PassedOnComplaint {
  /** Who complains, as far as it was said; `answerTo` where both a number and a mail address were. */
  readonly complainant: StoredAddress | null;
  readonly answerTo: StoredAddress | null;
  /** What happened, without the lines that were read. */
  readonly text: string;
  readonly passedOn: NonNullable<StoredMessage['passedOn']>;
}

const forwardSubject = /^\s*(?:fwd?|转发|轉寄|轉發|转)\s*[:：]/iu;
const authorities =
  /12345|12315|12328|12319|市场监管|市监|工商|消费者(?:协会|委员会)|消协|消委|住建|房管|信访|城管|街道办|热线办|监管/u;
/** An authority's day ends with its office hours. */
const officeEnds = { hour: 18, minute: 0 };

/**
 * Reads a complaint that somebody passes on: the lines that staff write (`渠道: 电话`, PG-15, PG-16), a forwarded mail, or
 * an authority's referral with its own number and due date. Null where a mail of staff passes nothing on. Pure.
 */
export function readPassedOn(facts: PassedOnFacts): PassedOnComplaint | null {
  const lines = readLabelledLines(facts.text);
  const { fields } = lines;
  const forwards = facts.forwarded !== null && forwardSubject.test(facts.subject);
  if (facts.role === 'staff' && fields.channel === undefined && !forwards) {
    return null;
  }
  const said = complainantOf(fields);
  const toldAt = facts.role === 'staff' ? toldAtOf(fields['told-at'], facts) : null;
  return {
    complainant: said.complainant ?? (facts.role === 'staff' ? (facts.forwarded?.from ?? null) : null),
    answerTo: said.answerTo,
    text: [lines.rest, facts.forwarded?.text ?? ''].filter((part) => part !== '').join('\n\n'),
    passedOn: {
      by: facts.by,
      role: facts.role,
      source: fields.channel ?? fields.authority ?? '',
      toldAt: toldAt?.toISOString() ?? null,
      referral: referralOf(fields, facts),
    },
  };
}

/** Where both are given, the number is who it is and the mail address is where to answer. */
function complainantOf({ name = '', phone = '', mail = '' }: LabelledLines['fields']): {
  complainant: StoredAddress | null;
  answerTo: StoredAddress | null;
} {
  const number = normalisePhone(/\+?[\d()（）\s.-]{5,20}\d/u.exec(phone)?.[0] ?? '');
  const address = normaliseMail(/[^\s<>]+@[^\s<>]+/u.exec(mail)?.[0] ?? '');
  const answerTo = address === null ? null : { address, name };
  return number === null
    ? { complainant: answerTo, answerTo: null }
    : { complainant: { address: number, name }, answerTo };
}

/** When staff were told; only an instant before the mail and not long before it is believed. */
function toldAtOf(words: string | undefined, { receivedAt, timeZone }: PassedOnFacts): Date | null {
  const weekMs = 7 * 24 * 60 * 60_000;
  const instant = words === undefined ? null : readInstant(words, { near: receivedAt, timeZone, dayEnds: null });
  const before = instant === null ? -1 : receivedAt.getTime() - instant.getTime();
  return before >= 0 && before < weekMs ? instant : null;
}

function referralOf(
  fields: LabelledLines['fields'],
  { role, by, receivedAt, timeZone }: PassedOnFacts,
): NonNullable<StoredMessage['passedOn']>['referral'] {
  const source = fields.authority ?? fields.channel ?? '';
  if (role === 'staff' && fields.number === undefined && fields.authority === undefined && !authorities.test(source)) {
    return null;
  }
  const due = readInstant(fields.due ?? '', { near: receivedAt, timeZone, dayEnds: officeEnds });
  const told = normaliseMail(/[^\s<>]+@[^\s<>]+/u.exec(fields['answer-to'] ?? '')?.[0] ?? '');
  return {
    authority: source === '' && role === 'referrer' ? by.name : source,
    number: fields.number ?? '',
    dueAt: due?.toISOString() ?? null,
    answerTo: told === null ? (role === 'referrer' ? by : null) : { address: told, name: source },
  };
}
