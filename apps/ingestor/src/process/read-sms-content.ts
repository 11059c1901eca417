import { normalisePhone } from '#libs/mail/message/normalise-address.js';
import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { smsProviders } from '../sms/sms-providers.js';
import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { foundIn, plainText } from './plain-text.js';
import type { ReadResult } from './read-content.js';

/** Reads a text message in its provider's form. */
export function readSmsContent(raw: Buffer, provider: SmsEntry['provider'], numbers: RegExp | null): ReadResult {
  const sms = smsProviders[provider].read(raw);
  if (sms === null) {
    return { kind: 'unreadable' };
  }
  const from = normalisePhone(sms.from) ?? sms.from;
  const to = normalisePhone(sms.to) ?? sms.to;
  return {
    kind: 'content',
    content: {
      message: {
        channel: 'sms',
        from: { address: from, name: '' },
        replyTo: null,
        to: to === '' ? [] : [{ address: to, name: '' }],
        cc: [],
        subject: '',
        date: null,
        messageId: '',
        inReplyTo: null,
        references: [],
        language: detectLanguage(sms.text),
        text: plainText(sms.text),
        found: foundIn(sms.text, numbers),
        kind: 'person',
        signals: [],
        warnings: [],
      },
      files: [],
      bounces: [],
      absent: false,
      dmarc: 'unknown',
    },
  };
}
