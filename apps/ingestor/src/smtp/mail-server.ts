import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { SmtpReply, smtpReplies } from './smtp-reply.js';
import type { SmtpSettings } from './smtp.settings.js';

/** What both listeners have in common: limits of size and time, TLS where there is a certificate, no AUTH. */
export function makeMailServer(settings: SmtpSettings, own: SMTPServerOptions): SMTPServer {
  const { maxBytes, maxClients, tls, serverName, limits } = settings;
  return new SMTPServer({
    name: serverName,
    banner: 'Redress',
    size: maxBytes,
    // The library would answer a declared SIZE over the limit at MAIL, before anyone knows whose mailbox it is for:
    // hidden there, it is checked at RCPT, where the refusal gets its ledger row.
    hideSize: true,
    maxClients,
    maxRecipients: limits.recipientsPerMail,
    disabledCommands: tls === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...(tls ?? {}),
    disableReverseLookup: true,
    logger: false,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    ...own,
  });
}

/** Resolves with the port. Rejects when the port is taken or not allowed. */
export async function listenOn(server: SMTPServer, { host, port }: { host: string; port: number }): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.server.address() as AddressInfo).port;
}

/** Takes no new connections; those under way have the close time-out to end. */
export async function closeServer(server: SMTPServer): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(resolve);
  });
}

/** Answers when the work has ended; what is no answer of ours becomes "try again". */
export function settle<Result>(work: Promise<Result>, answer: (error?: Error | null, result?: Result) => void): void {
  work.then(
    (result) => {
      answer(null, result);
    },
    (error: unknown) => {
      answer(error instanceof SmtpReply ? error : smtpReplies.comeBack());
    },
  );
}
