import type { DataOf } from '#libs/contracts/catalogue.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';

type DeliveryReport = DataOf<'delivery-report.received'>;

/** One line of a bounce, as far as it can be told without knowing our notices. */
export type BounceLine = DeliveryReport['reports'][number];

export interface SortFacts {
  readonly message: Pick<StoredMessage, 'channel' | 'kind' | 'found' | 'subject' | 'text' | 'attachments' | 'from'>;
  /** Recipients that a bounce speaks of; empty for anything else. */
  readonly bounces: readonly BounceLine[];
  /** The automatic answer says that the person is away. */
  readonly absent: boolean;
  /** The sender's address is somebody's of the roster: what it says may be a command, which the dispatcher knows. */
  readonly staff: boolean;
  /** What a provider says of a text message of ours; `outcome` null: nothing to act on yet. */
  readonly receipt: { readonly status: string; readonly outcome: BounceLine['outcome'] | null } | null;
  /** What the mailbox says of mail written by programs. */
  readonly machineMail: 'note' | 'complaint';
}

export type Sorting =
  | { readonly kind: 'complaint'; readonly automatic: boolean }
  | { readonly kind: 'reply'; readonly automatic: boolean }
  | {
      readonly kind: 'delivery-report';
      readonly report: DeliveryReport['kind'];
      readonly reports: readonly BounceLine[];
    }
  | { readonly kind: 'machine-note' }
  | { readonly kind: 'own' }
  | { readonly kind: 'quarantine'; readonly reason: 'empty' };

/**
 * Decides what a message is, pure. Who wrote it comes first, then whether it carries something of ours. Machine mail is
 * recorded, never dropped (RFC 3834): relayed forms and fax gateways say auto-generated too, and are complaints where
 * the mailbox says so. Which case a reply belongs to is not decided here.
 */
export function sortMessage(facts: SortFacts): Sorting {
  const { message, bounces, absent, staff, machineMail } = facts;
  // Nothing of ours comes back in a text message: whether it belongs to an open case, only the dispatcher knows.
  const tokenless = message.channel === 'sms';
  const ours = carriesOurs(message);
  switch (message.kind) {
    case 'own':
      return { kind: 'own' };
    case 'bounce':
      return {
        kind: 'delivery-report',
        report: 'bounce',
        reports: bounces.length > 0 ? bounces : [unnamed('failed-soft')],
      };
    case 'report':
      return facts.receipt?.outcome == null
        ? { kind: 'machine-note' }
        : {
            kind: 'delivery-report',
            report: 'sms-receipt',
            reports: [{ noticeId: null, status: facts.receipt.status, outcome: facts.receipt.outcome }],
          };
    case 'auto-reply':
      if (ours) {
        return absent
          ? { kind: 'delivery-report', report: 'absence', reports: [unnamed('absent')] }
          : { kind: 'reply', automatic: true };
      }
      return machineMail === 'complaint' ? { kind: 'complaint', automatic: true } : { kind: 'machine-note' };
    case 'list':
      if (ours) {
        return { kind: 'reply', automatic: true };
      }
      return machineMail === 'complaint' ? { kind: 'complaint', automatic: true } : { kind: 'machine-note' };
    case 'person':
      if (isEmpty(message)) {
        return { kind: 'quarantine', reason: 'empty' };
      }
      return { kind: ours || staff || tokenless ? 'reply' : 'complaint', automatic: false };
    default:
      return message.kind satisfies never;
  }
}

function carriesOurs({ found }: SortFacts['message']): boolean {
  return found.tokens.length + found.caseNumbers.length + found.references.length > 0;
}

/** A subject or a photo alone is a complaint; an answer whose token is all there is stays an answer. */
function isEmpty(message: SortFacts['message']): boolean {
  return (
    message.text.full.trim() === '' &&
    message.subject.trim() === '' &&
    message.attachments.length === 0 &&
    !carriesOurs(message)
  );
}

/** The ingestor knows no notices; the dispatcher finds them by what the message carries. */
function unnamed(outcome: BounceLine['outcome']): BounceLine {
  return { noticeId: null, status: '', outcome };
}
