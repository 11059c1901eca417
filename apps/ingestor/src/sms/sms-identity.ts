import type { SmsReading } from './sms.provider.js';

/**
 * What an arrival is known by: the provider's id of a message, else its content under a key. A receipt has no id of its
 * own: of one message there are several, each with its state. Pure.
 */
export function smsIdentity(reading: SmsReading | null, byContent: string): string {
  if (reading === null) {
    return `unread/${byContent}`;
  }
  if (reading.kind === 'receipt') {
    return `receipt/${byContent}`;
  }
  return reading.id === null ? `content/${byContent}` : `id/${reading.id}`;
}
