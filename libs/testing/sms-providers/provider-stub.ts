import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { beforeAll, beforeEach } from '@jest/globals';
import { afterEverything } from '../after-everything.js';
import { answerAliyun, takeAliyun } from './aliyun.stub.js';
import { StubWorld, type StubAnswer, type StubMood, type StubRequest } from './stub-world.js';
import { answerTencent, refuseTencent, takeTencent } from './tencent.stub.js';
import { answerTwilio, takeTwilio } from './twilio.stub.js';
import { answerVonage, takeVonage } from './vonage.stub.js';

/** A server that plays all SMS providers, well and badly. */
export interface ProviderStub {
  readonly url: string;
  readonly world: StubWorld;
  stop(): Promise<void>;
}

interface Part {
  readonly answer: (request: StubRequest, world: StubWorld) => StubAnswer | 'send' | null;
  readonly take: (request: StubRequest, world: StubWorld) => StubAnswer;
  readonly refuse: (code: string, message: string, path: string) => StubAnswer;
}

const parts: readonly Part[] = [
  {
    answer: answerTwilio,
    take: takeTwilio,
    refuse: (code) => ({ status: code === '20429' ? 429 : 400, body: { code: Number(code), status: 400 } }),
  },
  {
    answer: answerVonage,
    take: takeVonage,
    refuse: (code, _message, path) =>
      path === '/sms/json'
        ? { status: 200, body: { messages: [{ status: code }] } }
        : { status: 422, body: { type: `https://developer.vonage.com/api-errors/messages#${code}` } },
  },
  {
    answer: answerAliyun,
    take: takeAliyun,
    refuse: (code, message) => ({ status: 200, body: { Code: code, Message: message, RequestId: 'r' } }),
  },
  {
    answer: answerTencent,
    take: takeTencent,
    refuse: refuseTencent,
  },
];

/** Starts the server. Port 0: any free one. */
export async function startProviderStub(port = 0): Promise<ProviderStub> {
  const world = new StubWorld();
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      answer(read, response, world);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : port)}`,
    world,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Registers the server for this file, empty before each test; it may be used from beforeAll on. */
export function providerStub(): Omit<ProviderStub, 'stop'> {
  let stub: ProviderStub | null = null;
  const current = (): ProviderStub => {
    if (stub === null) {
      throw new Error('the SMS providers of this file exist from beforeAll on');
    }
    return stub;
  };
  beforeAll(async () => {
    stub = await startProviderStub();
  });
  beforeEach(() => {
    current().world.clear();
  });
  afterEverything(async () => {
    await stub?.stop();
  });
  return {
    get url() {
      return current().url;
    },
    get world() {
      return current().world;
    },
  };
}

function answer(request: StubRequest, response: ServerResponse, world: StubWorld): void {
  for (const { answer: judge, take, refuse } of parts) {
    const judged = judge(request, world);
    if (judged === 'send') {
      send(request, response, world, take, refuse);
      return;
    }
    if (judged !== null) {
      reply(response, judged);
      return;
    }
  }
  reply(response, { status: 404, body: {} });
}

function send(
  request: StubRequest,
  response: ServerResponse,
  world: StubWorld,
  take: Part['take'],
  refuse: Part['refuse'],
): void {
  const mood: StubMood = world.mood;
  switch (mood.kind) {
    case 'accept':
      reply(response, take(request, world));
      return;
    case 'refuse':
      reply(response, refuse(mood.code, mood.message ?? '', request.path));
      return;
    case 'hang':
      take(request, world);
      return;
    case 'cut':
      take(request, world);
      response.destroy();
      return;
    case 'drop':
      response.destroy();
      return;
    case 'break':
      take(request, world);
      reply(response, { status: 500, body: 'internal' });
      return;
    case 'garbage':
      take(request, world);
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>captive portal</html>');
      return;
  }
  mood satisfies never;
}

async function readRequest(request: IncomingMessage): Promise<StubRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const host = request.headers.host ?? '';
  const url = new URL(request.url ?? '/', `http://${host}`);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    search: url.search.slice(1),
    header: (name) => String(request.headers[name] ?? ''),
    host,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function reply(response: ServerResponse, { status, body }: StubAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}
