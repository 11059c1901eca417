import { readFileSync } from 'node:fs';
import { ImapFlow } from 'imapflow';
import type { IdInfoObject } from 'imapflow';
import type { ImapAccess } from '../plan/imap-access.schema.js';
import { imapPort } from './imap-port.js';
import { ImapFailure } from './imap.failure.js';
import type { SignIn } from './sign-in/sign-in.port.js';
import { translateImapError } from './translate-imap-error.js';

/** What we call ourselves (RFC 2971). */
const clientInfo: IdInfoObject = { name: 'redress', version: '1', vendor: 'redress' };

/** A connection silent for longer than this is dead; looking for mail breaks the silence far more often. */
const socketTimeoutMs = 150_000;

export interface ConnectionOptions {
  readonly access: ImapAccess;
  readonly signIn: SignIn;
  /** Largest piece that is ever asked for; a server that sends more is not believed. */
  readonly largestBytes: number;
}

/**
 * Connects, verifies TLS, logs in and says who we are, all within one limit. Throws ImapFailure. The connection has its
 * `error` listener already: without one, a broken connection would end the process. Where the server refuses a token
 * that we had kept, one more attempt is made with a fresh one.
 */
export async function openConnection(options: ConnectionOptions): Promise<ImapFlow> {
  try {
    return await attempt(options);
  } catch (error) {
    if (error instanceof ImapFailure && error.code === 'login-refused' && options.signIn.refused()) {
      return attempt(options);
    }
    throw error;
  }
}

async function attempt({ access, signIn, largestBytes }: ConnectionOptions): Promise<ImapFlow> {
  const limitMs = access.connectSeconds * 1_000;
  const proof = await signIn.proof(limitMs);
  const client = new ImapFlow({
    host: access.host,
    port: imapPort(access),
    secure: access.security === 'tls',
    ...(access.security === 'tls' ? {} : { doSTARTTLS: access.security === 'starttls' }),
    ...(access.caFile === undefined ? {} : { tls: { ca: readFileSync(access.caFile) } }),
    auth: { user: access.user, ...proof },
    clientInfo,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: socketTimeoutMs,
    maxIdleTime: 120_000,
    maxLineLength: 4 * 1024 * 1024,
    maxLiteralSize: largestBytes + 1024 * 1024,
    maxResponseSize: largestBytes + 8 * 1024 * 1024,
  });
  client.on('error', () => {
    // What was under way rejects with the same error; the connection is closed by the library.
  });
  try {
    await within(
      limitMs,
      client.connect().then(() => identifyAfterLogin(client)),
    );
    return client;
  } catch (error) {
    client.close();
    throw translateImapError(error);
  }
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ImapFailure('unreachable', `No session within ${String(limitMs)} ms`));
    }, limitMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * NetEase lets nobody open a folder who has not sent ID after the login ("Unsafe Login"); the library sends it before,
 * and again only if the server's answer was short. Its command runner is the only way to say it once more.
 */
async function identifyAfterLogin(client: ImapFlow): Promise<void> {
  if (client.capabilities.has('ID')) {
    await (client as unknown as { run(command: 'ID', info: IdInfoObject): Promise<unknown> }).run('ID', clientInfo);
  }
}
