import type { ImapAccess } from '../plan/imap-access.schema.js';

/** The port in the plan, else the one that belongs to the kind of encryption (RFC 8314). */
export function imapPort({ port, security }: Pick<ImapAccess, 'port' | 'security'>): number {
  return port ?? (security === 'tls' ? 993 : 143);
}
