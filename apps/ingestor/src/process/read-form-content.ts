import { createHash } from 'node:crypto';
import type { Channel } from '#libs/contracts/vocabulary.js';
import { normaliseMail, normalisePhone } from '#libs/mail/message/normalise-address.js';
import type { StoredAddress } from '#libs/mail/message/stored-message.schema.js';
import type { ComplaintForm } from '../form/complaint-form.schema.js';
import { readForm } from '../form/read-form.js';
import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { foundIn, plainText } from './plain-text.js';
import type { ReadResult } from './read-content.js';

/** Reads a complaint form. */
export function readFormContent(raw: Buffer, channel: Channel, numbers: RegExp | null): ReadResult {
  const reading = readForm(raw);
  if (reading.kind === 'faults') {
    return { kind: 'unreadable' };
  }
  const { subject, text, attachments } = reading.form;
  const words = `${subject}\n${text}`;
  return {
    kind: 'content',
    content: {
      message: {
        channel,
        ...partyOf(reading.form),
        to: [],
        cc: [],
        subject,
        date: null,
        messageId: '',
        inReplyTo: null,
        references: [],
        language: detectLanguage(words),
        text: plainText(text),
        found: foundIn(words, numbers),
        kind: 'person',
        signals: [],
        warnings: [],
      },
      files: attachments.map(({ name, type, content }) => ({
        name,
        type: type.toLowerCase(),
        content,
        sha256: createHash('sha256').update(content).digest('hex'),
        inline: false,
      })),
      bounces: [],
      absent: false,
      receipt: null,
      piece: null,
      fax: null,
      dmarc: 'unknown',
    },
  };
}

/** Where both are given, the number is who it is and the mail address is where to answer. */
function partyOf({ complainant }: ComplaintForm): { from: StoredAddress | null; replyTo: StoredAddress | null } {
  const name = complainant?.name ?? '';
  const mail = complainant?.mail === undefined ? null : normaliseMail(complainant.mail);
  const phone = complainant?.phone === undefined ? null : normalisePhone(complainant.phone);
  if (phone !== null) {
    return { from: { address: phone, name }, replyTo: mail === null ? null : { address: mail, name } };
  }
  return { from: mail === null ? null : { address: mail, name }, replyTo: null };
}
