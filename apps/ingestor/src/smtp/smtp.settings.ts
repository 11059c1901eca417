import type { SmtpLimits } from './client-limits.js';

/** How the listeners for SMTP and LMTP run; injection token and type in one. */
export abstract class SmtpSettings {
  abstract readonly host: string;
  /** 0 takes a free one. */
  abstract readonly port: number;
  /** Largest mail, in bytes as transferred. */
  abstract readonly maxBytes: number;
  /** Memory that all mails under way may take together, in bytes. */
  abstract readonly bufferBytes: number;
  /** Connections at the same time, for each listener. */
  abstract readonly maxClients: number;
  abstract readonly limits: SmtpLimits;
  /** Null: LMTP is off. Port 0 takes a free one. */
  abstract readonly lmtp: { readonly host: string; readonly port: number } | null;
  /** PEM. Null: no STARTTLS. */
  abstract readonly tls: { readonly key: string; readonly cert: string } | null;
  /** Name in the greeting and in the Received line. */
  abstract readonly serverName: string;
}
