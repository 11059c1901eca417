/** How the SMTP listener runs; injection token and type in one. */
export abstract class SmtpSettings {
  abstract readonly host: string;
  /** 0 takes a free one. */
  abstract readonly port: number;
  /** Largest mail, in bytes as transferred. */
  abstract readonly maxBytes: number;
  /** Memory that all mails under way may take together, in bytes. */
  abstract readonly bufferBytes: number;
  abstract readonly maxClients: number;
  /** PEM. Null: no STARTTLS. */
  abstract readonly tls: { readonly key: string; readonly cert: string } | null;
  /** Name in the greeting and in the Received line. */
  abstract readonly serverName: string;
}
