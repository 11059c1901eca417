import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { beforeAll } from '@jest/globals';
import { z } from 'zod';
import { afterEverything } from './after-everything.js';

const SmsRequest = z.object({
  reference: z.string(),
  to: z.string(),
  template: z.string().nullish(),
  parameters: z.unknown(),
  text: z.string().nullish(),
});

/** What the gateway was asked to send. */
export type RecordedSms = z.infer<typeof SmsRequest> & {
  /** X-Redress-Timestamp and X-Redress-Signature as they came. */
  readonly signature: { readonly timestamp: string; readonly mac: string };
  readonly body: string;
};

/**
 * accept  200 with an id
 * refuse  422: the number is wrong
 * busy    503: nothing was taken
 * break   500 after the SMS was taken: in doubt for the sender
 * hang    taken, but no answer comes: in doubt for the sender
 * lose    no answer comes and nothing was taken: in doubt for the sender
 */
export type GatewayMood = 'accept' | 'refuse' | 'busy' | 'break' | 'hang' | 'lose';

/**
 * An HTTP gateway that speaks what the dispatcher's HTTP transport speaks: POST `{reference, to, …}`,
 * GET `/<reference>` → 200 `{id, state}` or 404.
 */
export interface SmsGatewayRecorder {
  readonly url: string;
  /** What was taken, in order; the same reference twice is an SMS sent twice. */
  readonly sent: readonly RecordedSms[];
  byReference(reference: string): RecordedSms[];
  /** References that were asked about. */
  readonly inquiries: readonly string[];
  /** From now on; with `times`, that often and then `accept` again. */
  be(mood: GatewayMood, times?: number): void;
  clear(): void;
}

export interface OwnedSmsGatewayRecorder extends SmsGatewayRecorder {
  stop(): Promise<void>;
}

/** Registers a gateway for this file; it may be used from beforeAll on. */
export function smsGatewayRecorder(): SmsGatewayRecorder {
  let gateway: OwnedSmsGatewayRecorder | null = null;
  const current = (): OwnedSmsGatewayRecorder => {
    if (gateway === null) {
      throw new Error('the SMS gateway of this file exists from beforeAll on');
    }
    return gateway;
  };
  beforeAll(async () => {
    gateway = await startSmsGatewayRecorder();
  });
  afterEverything(async () => {
    await gateway?.stop();
  });
  return {
    get url() {
      return current().url;
    },
    get sent() {
      return current().sent;
    },
    get inquiries() {
      return current().inquiries;
    },
    byReference: (reference) => current().byReference(reference),
    be: (mood, times) => {
      current().be(mood, times);
    },
    clear: () => {
      current().clear();
    },
  };
}

/** The same for whoever ends it himself. Port 0: any free one. */
export async function startSmsGatewayRecorder(port = 0): Promise<OwnedSmsGatewayRecorder> {
  const sent: RecordedSms[] = [];
  const inquiries: string[] = [];
  let mood: GatewayMood = 'accept';
  let timesLeft = Infinity;
  const take = (): GatewayMood => {
    const taken = mood;
    timesLeft -= 1;
    if (timesLeft <= 0) {
      mood = 'accept';
    }
    return taken;
  };
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const reference = decodeURIComponent((request.url ?? '').slice(1));
      inquiries.push(reference);
      const known = sent.find((sms) => sms.reference === reference);
      reply(
        response,
        known === undefined ? 404 : 200,
        known === undefined ? {} : { id: idOf(reference), state: 'accepted' },
      );
      return;
    }
    void receive(request).then((sms) => {
      answerSend(response, take(), sms, sent);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : port)}`,
    sent,
    inquiries,
    byReference: (reference) => sent.filter((sms) => sms.reference === reference),
    be: (next, times = Infinity) => {
      mood = next;
      timesLeft = times;
    },
    clear: () => {
      sent.length = 0;
      inquiries.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function answerSend(response: ServerResponse, mood: GatewayMood, sms: RecordedSms | null, sent: RecordedSms[]): void {
  if (sms === null) {
    reply(response, 400, { error: 'not an SMS' });
    return;
  }
  if (mood === 'accept' || mood === 'break' || mood === 'hang') {
    sent.push(sms);
  }
  switch (mood) {
    case 'accept':
      reply(response, 200, { id: idOf(sms.reference), state: 'accepted' });
      return;
    case 'refuse':
      reply(response, 422, { error: 'no such number' });
      return;
    case 'busy':
      reply(response, 503, { error: 'busy' });
      return;
    case 'break':
      reply(response, 500, { error: 'broken' });
      return;
    case 'hang':
    case 'lose':
      return;
    default:
      mood satisfies never;
  }
}

async function receive(request: IncomingMessage): Promise<RecordedSms | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  try {
    const sms = SmsRequest.parse(JSON.parse(body));
    const header = (name: string): string => String(request.headers[name] ?? '');
    return {
      ...sms,
      body,
      signature: { timestamp: header('x-redress-timestamp'), mac: header('x-redress-signature') },
    };
  } catch {
    return null;
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function idOf(reference: string): string {
  return `gateway-${reference}`;
}
