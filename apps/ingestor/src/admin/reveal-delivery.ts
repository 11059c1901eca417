import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { Vault } from '#libs/vault/vault.js';

/** What an administrator is shown of a delivery's content, when asked for by name. Personal data. */
export interface RevealedDelivery {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly string[];
  /** How it was judged: person, bounce and so on, with the signals that decided. */
  readonly kind: string;
  readonly signals: readonly string[];
  readonly warnings: readonly string[];
}

/** Null where nothing was read: refused, parked at the door, or erased. Throws `group-erased`. */
export async function revealDelivery(vault: Vault, id: string): Promise<RevealedDelivery | null> {
  const item = await vault.find(id, 'message');
  if (item === null) {
    return null;
  }
  const message = await vault.openJson(item, StoredMessage);
  return {
    from: message.from?.address ?? '',
    to: message.to.map(({ address }) => address),
    subject: message.subject,
    text: message.text.full,
    attachments: message.attachments.map(({ name, size }) => `${name} (${String(size)} bytes)`),
    kind: message.kind,
    signals: message.signals.map((signal) => (typeof signal === 'string' ? signal : JSON.stringify(signal))),
    warnings: message.warnings,
  };
}

/** As it came, byte by byte; null where nothing was kept. Throws `group-erased`. */
export async function rawOfDelivery(vault: Vault, id: string): Promise<Buffer | null> {
  const item = await vault.find(id, 'raw');
  return item === null ? null : vault.open(item);
}
