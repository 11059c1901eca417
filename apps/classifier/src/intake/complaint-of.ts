import type { DataOf } from '#libs/contracts/catalogue.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { ComplaintText } from '../assessment/complaint-text.js';

/**
 * What is read of a stored message: the sender's own lines, or the new text where nothing was told apart. Relative dates
 * count from the day of receipt where the sender's clock is off by more than a week.
 */
export function complaintOf(
  message: StoredMessage,
  received: Pick<DataOf<'complaint.received'>, 'channel' | 'receivedAt'>,
  timeZone: string,
): ComplaintText {
  const { text, from } = message;
  const name = from?.name ?? '';
  return {
    channel: received.channel,
    from: from === null ? null : name === '' ? from.address : `"${name}" <${from.address}>`,
    subject: message.subject,
    text: text.own === '' ? text.new : text.own,
    signature: text.own === '' ? '' : text.signature,
    attachments: message.attachments.filter((attachment) => !attachment.inline).map((attachment) => attachment.name),
    sentOn: dayIn(timeZone, sentAt(message, received)),
  };
}

const weekMs = 7 * 86_400_000;

function sentAt(message: StoredMessage, received: Pick<DataOf<'complaint.received'>, 'channel' | 'receivedAt'>): Date {
  const arrival = new Date(received.receivedAt);
  const sent = message.date === null ? arrival : new Date(message.date);
  return Math.abs(arrival.getTime() - sent.getTime()) > weekMs ? arrival : sent;
}

function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
