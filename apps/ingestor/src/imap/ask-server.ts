import type { ImapFlow } from 'imapflow';
import { ImapFailure } from './imap.failure.js';
import { asImap } from './translate-imap-error.js';

/**
 * Asks a server about its open folder. On a connection that has just ended the library answers a fetch with nothing at
 * all and a move with no, as if the mails were gone: an answer counts only if the folder is still open after it.
 *
 * @throws ImapFailure whatever went wrong
 */
export async function askServer<Result>(client: ImapFlow, question: () => Promise<Result>): Promise<Result> {
  const answer = await asImap(question);
  if (!client.usable || client.mailbox === false) {
    throw new ImapFailure('closed', 'The connection ended while the mail server was asked');
  }
  return answer;
}
