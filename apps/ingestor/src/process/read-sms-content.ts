import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { normalisePhone } from '#libs/mail/message/normalise-address.js';
import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { smsProviders } from '../sms/sms-providers.js';
import type { IncomingSms, SmsReceipt } from '../sms/sms.provider.js';
import { foundIn, plainText } from './plain-text.js';
import type { ReadContent, ReadResult } from './read-content.js';

/** Reads a text message, or what its provider says of one of ours, in its provider's form. */
export function readSmsContent(raw: Buffer, provider: SmsEntry['provider'], numbers: RegExp | null): ReadResult {
  const reading = smsProviders[provider].read(raw);
  if (reading === null) {
    return { kind: 'unreadable' };
  }
  return { kind: 'content', content: reading.kind === 'message' ? messageOf(reading, numbers) : receiptOf(reading) };
}

const nothing = {
  channel: 'sms',
  replyTo: null,
  cc: [],
  subject: '',
  date: null,
  messageId: '',
  inReplyTo: null,
  references: [],
  signals: [],
  warnings: [],
} as const satisfies Partial<ReadContent['message']>;

const noFiles = { files: [], bounces: [], absent: false, dmarc: 'unknown' } as const;

function messageOf(sms: IncomingSms, numbers: RegExp | null): ReadContent {
  const from = normalisePhone(sms.from) ?? sms.from;
  const to = normalisePhone(sms.to) ?? sms.to;
  return {
    message: {
      ...copied(),
      from: { address: from, name: '' },
      to: to === '' ? [] : [{ address: to, name: '' }],
      language: detectLanguage(sms.text),
      text: plainText(sms.text),
      found: foundIn(sms.text, numbers),
      kind: 'person',
    },
    ...noFiles,
    receipt: null,
  };
}

/** The ids of the receipt are what leads back to our notice; only the dispatcher knows them. */
function receiptOf({ references, status, outcome }: SmsReceipt): ReadContent {
  return {
    message: {
      ...copied(),
      from: null,
      to: [],
      language: 'zh',
      text: plainText(''),
      found: { tokens: [], caseNumbers: [], references: [...references] },
      kind: 'report',
    },
    ...noFiles,
    receipt: { status, outcome },
  };
}

function copied() {
  return { ...nothing, cc: [], references: [], signals: [], warnings: [] };
}
