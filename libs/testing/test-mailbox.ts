import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { afterEverything } from './after-everything.js';
import type { DovecotAddress } from './servers/test-server.js';
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
  uidValidity(): Promise<bigint>;
  /** Gives the INBOX another UIDVALIDITY, as a restore from a backup does. Whoever is connected sees it on the next connection. */
  renumber(): Promise<void>;
}

const startLimitMs = 120_000;

/** Registers an account for this file; it may be used from beforeAll on. */
export function testMailbox(): TestMailbox {
  let made: (DovecotAddress & { user: string }) | null = null;
  const current = () => {
    if (made === null) {
      throw new Error('the mailbox of this file exists from beforeAll on');
    }
    return made;
  };
  let client: ImapFlow | null = null;
  const connected = async (): Promise<ImapFlow> => {
    if (client?.usable !== true) {
      client = await connectTo(current());
    }
    return client;
  };
  beforeAll(async () => {
    made = { ...(await testServer('dovecot')), user: `box-${randomBytes(5).toString('hex')}` };
    client = await connectTo(made);
  }, startLimitMs);
  afterEverything(async () => {
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
      const result = await (await connected()).append(folder, raw, [], receivedAt);
      if (result === false || result.uid === undefined) {
        throw new Error(`the mail could not be put into ${folder}`);
      }
      return result.uid;
    },
    uids: async (folder = 'INBOX') => uidsOf(await connected(), folder),
    uidValidity: async () => {
      const status = await (await connected()).status('INBOX', { uidValidity: true });
      return status === false ? 0n : (status.uidValidity ?? 0n);
    },
    renumber: async () => {
      await (await connected()).logout();
      await raiseUidValidity(join(current().mailFolder, current().user));
      client = await connectTo(current());
    },
  };
}

async function connectTo({ host, port, user, password }: DovecotAddress & { user: string }): Promise<ImapFlow> {
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
  // A server that ends the connection between two calls is no fault of the test: the next call connects anew.
  client.on('error', () => undefined);
  await client.connect();
  return client;
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

/** Dovecot keeps UIDVALIDITY in the head of this file (`3 V<number> …`), and a copy of it in its indexes. */
async function raiseUidValidity(folder: string): Promise<void> {
  const list = join(folder, 'dovecot-uidlist');
  const content = await readFile(list, 'utf8');
  await writeFile(
    list,
    content.replace(/^3 V(\d+)/u, (_head, validity: string) => `3 V${String(Number(validity) + 1)}`),
  );
  const files = await readdir(folder);
  await Promise.all(files.filter((name) => name.startsWith('dovecot.index')).map((name) => rm(join(folder, name))));
}
