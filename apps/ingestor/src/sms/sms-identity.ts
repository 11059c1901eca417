import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { smsProviders } from './sms-providers.js';
import type { SmsReading } from './sms.provider.js';

/** The vault's keyed fingerprint: nothing personal can be read from it. */
export type Fingerprint = (purpose: string, value: string | Buffer) => string;

/**
 * What a record is known by, whether it was pushed or pulled: the provider's id of a message, else what makes it itself
 * under a key; of a receipt the message and what became of it, since of one message there are several.
 */
export function identityOf(provider: SmsEntry['provider'], record: Buffer, fingerprint: Fingerprint): string {
  const reading = smsProviders[provider].read(record);
  const mark = reading?.kind === 'message' ? reading.mark : undefined;
  return smsIdentity(reading, fingerprint('webhook-body', mark ?? record));
}

/** Pure. */
export function smsIdentity(reading: SmsReading | null, byContent: string): string {
  if (reading === null) {
    return `unread/${byContent}`;
  }
  if (reading.kind === 'receipt') {
    const [reference] = reading.references;
    return reference === undefined
      ? `receipt/${byContent}`
      : `receipt/${reference}/${reading.outcome ?? reading.status}`;
  }
  return reading.id === null ? `content/${byContent}` : `id/${reading.id}`;
}
