import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

/** What the model of the stub says when it behaves. */
export interface StubAnswer {
  readonly tag: string;
  readonly clauses: readonly string[];
  readonly category: string;
  readonly quotations: readonly string[];
}

/** How the stub meets the next requests. */
export type StubBehaviour =
  | { readonly kind: 'answers'; readonly answer: (complaint: string) => StubAnswer }
  | { readonly kind: 'says'; readonly content: string }
  | {
      readonly kind: 'sends';
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'answers-in-pieces'; readonly answer: StubAnswer; readonly everyMs: number }
  | { readonly kind: 'swells' }
  | { readonly kind: 'hangs' }
  | { readonly kind: 'trickles' }
  | { readonly kind: 'floods' }
  | { readonly kind: 'hangs-up' };

export interface StubRequest {
  readonly path: string;
  readonly authorization: string | null;
  /** The body, letter for letter. */
  readonly body: string;
  /** The masked complaint as the model gets it. */
  readonly complaint: string;
}

const Body = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });
const Content = z.object({ complaint: z.string() });

/** An OpenAI-compatible endpoint on a free port, which keeps what it was sent and behaves as it is told. */
export class OpinionStub {
  readonly requests: StubRequest[] = [];
  behaviour: StubBehaviour;
  private readonly server: Server;

  private constructor(behaviour: StubBehaviour) {
    this.behaviour = behaviour;
    this.server = createServer((request, response) => {
      void this.meet(request, response);
    });
  }

  static async open(behaviour: StubBehaviour): Promise<OpinionStub> {
    const stub = new OpinionStub(behaviour);
    await new Promise<void>((resolve) => {
      stub.server.listen(0, '127.0.0.1', resolve);
    });
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/v1`;
  }

  /** Everything that arrived, headers aside. */
  get heard(): string {
    return this.requests.map(({ body }) => body).join('\n');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async meet(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { messages } = Body.parse(JSON.parse(body));
    const { complaint } = Content.parse(JSON.parse(messages.at(-1)?.content ?? ''));
    this.requests.push({
      path: request.url ?? '',
      authorization: request.headers.authorization ?? null,
      body,
      complaint,
    });
    const { behaviour } = this;
    switch (behaviour.kind) {
      case 'answers':
        send(response, completion(JSON.stringify(behaviour.answer(complaint))));
        return;
      case 'says':
        send(response, completion(behaviour.content));
        return;
      case 'sends':
        response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
        return;
      case 'answers-in-pieces':
        response.writeHead(200);
        dribble(response, Buffer.from(completion(JSON.stringify(behaviour.answer))), behaviour.everyMs);
        return;
      case 'swells':
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(swelling);
        return;
      case 'hangs':
        return;
      case 'trickles':
        response.writeHead(200);
        trickle(response);
        return;
      case 'floods':
        response.writeHead(200);
        flood(response);
        return;
      case 'hangs-up':
        request.socket.destroy();
        return;
      default:
        behaviour satisfies never;
    }
  }
}

function completion(content: string): string {
  return JSON.stringify({
    id: 'stub',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content } }],
  });
}

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}

/** Sixteen megabytes in as many kilobytes. */
const swelling = gzipSync(Buffer.alloc(16 * 1024 * 1024, 0x20));

/** Three bytes at a time, in the middle of characters too. */
function dribble(response: ServerResponse, body: Buffer, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + 3));
    at += 3;
    if (at >= body.length) {
      clearInterval(timer);
      response.end();
    }
  }, everyMs);
  response.on('close', () => {
    clearInterval(timer);
  });
}

/** A byte every now and then, for ever. */
function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => {
    clearInterval(timer);
  });
}

/** As fast as it goes, for ever. */
function flood(response: ServerResponse): void {
  const part = Buffer.alloc(64 * 1024, 0x20);
  const more = (): void => {
    if (!response.destroyed) {
      response.write(part, more);
    }
  };
  more();
}
