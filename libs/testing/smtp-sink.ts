import { beforeAll } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { afterEverything } from './after-everything.js';

/** A mail as it came over the wire. */
export interface SunkMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/**
 * accept  250
 * refuse  an answer of class 5 to RCPT: never again
 * defer   an answer of class 4 to RCPT: again later
 * doubt   the mail is taken, but the connection is cut instead of saying so
 * hang    the mail is taken, but no answer comes
 */
export type SinkMood = 'accept' | 'refuse' | 'defer' | 'doubt' | 'hang';

/** A real SMTP server that keeps what it is given. */
export interface SmtpSink {
  readonly host: string;
  readonly port: number;
  /** smtp:// url. */
  readonly url: string;
  /** In the order of arrival; includes those of `doubt` and `hang`. */
  readonly mails: readonly SunkMail[];
  mailsTo(address: string): SunkMail[];
  /** From now on; with `times`, that often and then `accept` again. Counted per recipient for refuse and defer. */
  be(mood: SinkMood, times?: number): void;
  clear(): void;
}

export interface OwnedSmtpSink extends SmtpSink {
  stop(): Promise<void>;
}

/** Registers a sink for this file; it may be used from beforeAll on. */
export function smtpSink(): SmtpSink {
  let sink: OwnedSmtpSink | null = null;
  const current = (): OwnedSmtpSink => {
    if (sink === null) {
      throw new Error('the SMTP sink of this file exists from beforeAll on');
    }
    return sink;
  };
  beforeAll(async () => {
    sink = await startSmtpSink();
  });
  afterEverything(async () => {
    await sink?.stop();
  });
  return {
    get host() {
      return current().host;
    },
    get port() {
      return current().port;
    },
    get url() {
      return current().url;
    },
    get mails() {
      return current().mails;
    },
    mailsTo: (address) => current().mailsTo(address),
    be: (mood, times) => {
      current().be(mood, times);
    },
    clear: () => {
      current().clear();
    },
  };
}

/** The same for whoever ends it himself. Port 0: any free one. */
export async function startSmtpSink(port = 0): Promise<OwnedSmtpSink> {
  const mails: SunkMail[] = [];
  let mood: SinkMood = 'accept';
  let timesLeft = Infinity;
  const take = (...of: SinkMood[]): SinkMood => {
    if (!of.includes(mood)) {
      return 'accept';
    }
    const taken = mood;
    timesLeft -= 1;
    if (timesLeft <= 0) {
      mood = 'accept';
    }
    return taken;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: 100 * 1024 * 1024,
    closeTimeout: 200,
    logger: false,
    onAuth: (_auth, _session, done) => {
      done(null, { user: 'test' });
    },
    onRcptTo: (_address, _session, done) => {
      const now = take('refuse', 'defer');
      done(
        now === 'accept'
          ? null
          : now === 'refuse'
            ? answer(550, '5.1.1 no such mailbox')
            : answer(451, '4.3.0 try again later'),
      );
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        });
        const now = take('doubt', 'hang');
        if (now === 'accept') {
          done(null, 'kept');
        } else if (now === 'doubt') {
          connectionOf(server, session.id)?.destroy();
        }
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    host: '127.0.0.1',
    port: bound,
    url: `smtp://127.0.0.1:${String(bound)}`,
    mails,
    mailsTo: (wanted) =>
      mails.filter(({ to }) => to.some((recipient) => recipient.toLowerCase() === wanted.toLowerCase())),
    be: (next, times = Infinity) => {
      mood = next;
      timesLeft = times;
    },
    clear: () => {
      mails.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

interface SinkConnection {
  readonly id: string;
  readonly _socket: { destroy(): void };
}

/** The server offers no way to cut one connection; its set of connections is public. */
function connectionOf(server: SMTPServer, id: string): { destroy(): void } | null {
  const connections = [...(server as unknown as { connections: Set<SinkConnection> }).connections];
  return connections.find((connection) => connection.id === id)?._socket ?? null;
}
