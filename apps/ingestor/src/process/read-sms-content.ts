import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { normalisePhone } from '#libs/mail/message/normalise-address.js';
import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { smsProviders } from '../sms/sms-providers.js';
import type { IncomingSms, SmsPart, SmsReceipt } from '../sms/sms.provider.js';
import { foundIn, plainText } from './plain-text.js';
import type { ReadContent, ReadResult } from './read-content.js';

/** Reads a text message, or what its provider says of one of ours, in its provider's form. */
export function readSmsContent(raw: Buffer, provider: SmsEntry['provider'], numbers: RegExp | null): ReadResult {
  const reading = smsProviders[provider].read(raw);
  if (reading === null) {
    return { kind: 'unreadable' };
  }
  return {
    kind: 'content',
    content: reading.kind === 'message' ? smsContent(reading, numbers, []) : receiptOf(reading),
  };
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

const noFiles = { files: [], bounces: [], absent: false, fax: null, dmarc: 'unknown' } as const;

/** A text message as it is kept; a piece of one says that it is. */
export function smsContent(sms: IncomingSms, numbers: RegExp | null, warnings: readonly string[]): ReadContent {
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
      warnings: [...warnings],
    },
    ...noFiles,
    receipt: null,
    piece: isLong(sms.part) ? { ...sms, part: sms.part } : null,
  };
}

/** What a gateway counts wrongly is a message of its own. */
function isLong(part: SmsPart | null): part is SmsPart {
  return part !== null && part.total > 1 && part.total <= 255 && part.index >= 1 && part.index <= part.total;
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
    piece: null,
    receipt: { status, outcome },
  };
}

function copied() {
  return { ...nothing, cc: [], references: [], signals: [], warnings: [] };
}
