import type { Mailbox } from '../plan/intake-plan.schema.js';

/**
 * The mailbox that an SMTP recipient stands for, null when none accepts it. An exact address wins over plus
 * addressing, that over `*@domain`. Upper and lower case count the same.
 */
export function matchRecipient(address: string, mailboxes: readonly Mailbox[]): Mailbox | null {
  const wanted = address.trim().toLowerCase();
  const at = wanted.lastIndexOf('@');
  if (at < 1) {
    return null;
  }
  const domain = wanted.slice(at + 1);
  const base = `${wanted.slice(0, at).split('+', 1)[0] ?? ''}@${domain}`;
  return (
    mailboxes.find(({ addresses }) => addresses.includes(wanted)) ??
    mailboxes.find(({ addresses, addressMode }) => addressMode === 'plus' && addresses.includes(base)) ??
    mailboxes.find(({ addresses }) => addresses.includes(`*@${domain}`)) ??
    null
  );
}
