import { ImapFlow } from 'imapflow';
import type { DovecotAddress } from '#libs/testing/servers/test-server.js';
import type { TestMail } from './five-hundred-mails.js';

/** Puts mails into somebody's INBOX, as another server would. All of them or an error; what is there already stays once. */
export async function appendMails(server: DovecotAddress, user: string, mails: readonly TestMail[]): Promise<void> {
  const { host, port, password } = server;
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const { raw } of mails) {
      await client.append('INBOX', raw);
    }
  } finally {
    await client.logout().catch(() => undefined);
  }
}
