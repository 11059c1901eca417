import { connect, type Socket } from 'node:net';
import { errorCode } from '#libs/failure/error-code.js';

/** How a broker answers whoever knocks. */
export type BrokerAnswer =
  { readonly kind: 'there' } | { readonly kind: 'silent' } | { readonly kind: 'away'; readonly code: string };

export interface BrokerWait {
  /** Nothing more is told. */
  stop(): void;
}

interface Options {
  readonly url: string;
  readonly tell: (line: string) => void;
  /** Between two lines; default 5 s. */
  readonly everyMs?: number;
}

const protocolHeader = Buffer.from('AMQP\0\0\x09\x01', 'latin1');
const answerLimitMs = 3_000;

/**
 * Tells at once, and then again and again, that a start waits for the message broker, and what to do; nothing as long as
 * the broker answers. The services knock by themselves: this only looks beside them, so that nobody sits before silence.
 */
export function tellBrokerWait({ url, tell, everyMs = 5_000 }: Options): BrokerWait {
  const started = performance.now();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const look = async (): Promise<void> => {
    const answer = await knock(url);
    if (stopped) {
      return;
    }
    if (answer.kind !== 'there') {
      tell(waitLine(url, answer, (performance.now() - started) / 1_000));
    }
    timer = setTimeout(() => void look(), everyMs);
  };
  void look();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer ?? undefined);
    },
  };
}

/** Without user and password: only where it is and what is wrong. */
export function waitLine(url: string, answer: Exclude<BrokerAnswer, { kind: 'there' }>, seconds: number): string {
  const waited = seconds < 1 ? '' : ` for ${String(Math.round(seconds))} s`;
  const why = answer.kind === 'silent' ? 'takes the connection but says nothing' : answer.code;
  return `waiting${waited} for the message broker at ${placeOf(url).name} (${why}): start it, or mend RABBITMQ_URL; REDRESS_TRANSPORT=embedded needs none`;
}

function placeOf(url: string): { readonly host: string; readonly port: number; readonly name: string } {
  const { hostname, port, protocol } = new URL(url);
  const number = port === '' ? (protocol === 'amqps:' ? 5671 : 5672) : Number(port);
  const host = hostname === '' ? 'localhost' : hostname;
  return { host: host.replace(/^\[|\]$/gu, ''), port: number, name: `${host}:${String(number)}` };
}

/** Whether a broker opens its mouth. Over TLS a connection is answer enough. */
async function knock(url: string): Promise<BrokerAnswer> {
  const { host, port } = placeOf(url);
  const socket = connect({ host, port, timeout: answerLimitMs });
  try {
    return await answerOf(socket, url.startsWith('amqps:'));
  } finally {
    socket.destroy();
  }
}

function answerOf(socket: Socket, encrypted: boolean): Promise<BrokerAnswer> {
  return new Promise((resolve) => {
    socket.once('connect', () => {
      if (encrypted) {
        resolve({ kind: 'there' });
      } else {
        socket.write(protocolHeader);
      }
    });
    socket.once('data', () => {
      resolve({ kind: 'there' });
    });
    socket.once('timeout', () => {
      resolve(socket.connecting ? { kind: 'away', code: 'no answer' } : { kind: 'silent' });
    });
    socket.once('close', () => {
      resolve({ kind: 'silent' });
    });
    socket.once('error', (error) => {
      resolve({ kind: 'away', code: errorCode(error) });
    });
  });
}
