import { splitReply } from '#libs/mail/reply-text/split-reply.js';
import type { ComplaintText } from '../assessment/complaint-text.js';
import { setDay, type Excerpt, type TextLine } from './labelled-text.schema.js';

/** A line of a labelled set as the classifier gets it from the ingestor: the sender's own words, without what is quoted. */
export function complaintOfLine(line: TextLine): ComplaintText {
  const { own, signature } = splitReply(line.text);
  return {
    channel: line.channel,
    from: line.from,
    subject: line.subject,
    text: own.trim() === '' ? line.text : own,
    signature: own.trim() === '' ? '' : signature,
    attachments: line.attachments,
    sentOn: line.date ?? setDay,
  };
}

/** An excerpt comes without an envelope. */
export function complaintOfExcerpt({ text }: Excerpt): ComplaintText {
  return { channel: 'mail', from: null, subject: '', text, signature: '', attachments: [], sentOn: setDay };
}
