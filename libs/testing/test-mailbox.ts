import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { testServer } from './test-servers.js';

/** An IMAP account of its own on a real server; without TLS, on loopback. */
export interface TestMailbox {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Puts a mail in, as another server would; returns its UID. */
  append(raw: string | Buffer, options?: { folder?: string; receivedAt?: Date }): Promise<number>;
  /** UIDs in a folder; empty when there is no such folder. */
  uids(folder?: string): Promise<number[]>;
  /** Gives the INBOX a new UIDVALIDITY with the same mails in it, as a restore from a backup does. */
  renumber(): Promise<void>;
}

const startLimitMs = 120_000;

/** Registers an account for this file; it may be used from beforeAll on. */
export function testMailbox(): TestMailbox {
  let made: { host: string; port: number; user: string; password: string } | null = null;
  const current = () => {
    if (made === null) {
      throw new Error('the mailbox of this file exists from beforeAll on');
    }
    return made;
  };
  let client: ImapFlow | null = null;
  const connected = (): ImapFlow => {
    if (client === null) {
      throw new Error('the mailbox of this file exists from beforeAll on');
    }
    return client;
  };
  beforeAll(async () => {
    made = { ...(await testServer('dovecot')), user: `box-${randomBytes(5).toString('hex')}` };
    client = new ImapFlow({ host: made.host, port: made.port, secure: false, auth: { user: made.user, pass: made.password }, logger: false });
    await client.connect();
  }, startLimitMs);
  afterAll(async () => {
    await client?.logout().catch(() => undefined);
  });
  return {
    get host() {
      return current().host;
    },
    get port() {
      return current().port;
    },
    get user() {
      return current().user;
    },
    get password() {
      return current().password;
    },
    append: async (raw, { folder = 'INBOX', receivedAt } = {}) => {
      const result = await connected().append(folder, raw, [], receivedAt);
      if (result === false || result.uid === undefined) {
        throw new Error(`the mail could not be put into ${folder}`);
      }
      return result.uid;
    },
    uids: (folder = 'INBOX') => uidsOf(connected(), folder),
    renumber: () => renumber(connected()),
  };
}

async function uidsOf(client: ImapFlow, folder: string): Promise<number[]> {
  const folders = await client.list();
  if (!folders.some(({ path }) => path === folder)) {
    return [];
  }
  const lock = await client.getMailboxLock(folder);
  try {
    const uids = await client.search({ all: true }, { uid: true });
    return Array.isArray(uids) ? uids : [];
  } finally {
    lock.release();
  }
}

async function renumber(client: ImapFlow): Promise<void> {
  const folder = `Away-${randomBytes(3).toString('hex')}`;
  const kept: { source: Buffer; internalDate: Date | undefined }[] = [];
  const lock = await client.getMailboxLock('INBOX');
  try {
    for await (const mail of client.fetch('1:*', { source: true, internalDate: true })) {
      kept.push({ source: mail.source ?? Buffer.alloc(0), internalDate: mail.internalDate instanceof Date ? mail.internalDate : undefined });
    }
  } finally {
    lock.release();
  }
  await client.mailboxClose();
  // Renaming the INBOX leaves an empty new one (RFC 3501, 6.3.5).
  await client.mailboxRename('INBOX', folder);
  for (const { source, internalDate } of kept) {
    await client.append('INBOX', source, [], internalDate);
  }
  await client.mailboxDelete(folder);
}
