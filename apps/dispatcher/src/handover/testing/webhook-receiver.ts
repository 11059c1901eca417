import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it came over the wire. */
export interface ReceivedCall {
  readonly id: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The secret whose signature fits; null: none does. */
  readonly signedWith: string | null;
}

/**
 * accept 204 | error 500 | gone 410 | refuse 401 | busy 429 with Retry-After | redirect 307 elsewhere
 * hang   takes the call and never answers
 * dribble answers 200 and a body that never ends
 * cut    takes the call and breaks the connection
 */
export type ReceiverMood = 'accept' | 'error' | 'gone' | 'refuse' | 'busy' | 'redirect' | 'hang' | 'dribble' | 'cut';

/** Another company's system, in every mood. Leaves alone what it has already, as receivers should. */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = [];
  mood: ReceiverMood = 'accept';
  readonly #server: Server;

  private constructor(private readonly secrets: readonly string[]) {
    this.#server = createServer((request, response) => {
      void this.#take(request, response);
    });
  }

  static async open(secrets: readonly string[]): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(secrets);
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/hooks/redress`;
  }

  /** What it would have on record: each id once. */
  get taken(): readonly string[] {
    return [...new Set(this.calls.map(({ id }) => id))];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks);
    this.calls.push({
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      body: body.toString('utf8'),
      signedWith: this.#signerOf(request, body),
    });
    this.#answer(response);
  }

  #answer(response: ServerResponse): void {
    switch (this.mood) {
      case 'accept':
        response.writeHead(204).end();
        return;
      case 'error':
        response.writeHead(500).end('no');
        return;
      case 'gone':
        response.writeHead(410).end();
        return;
      case 'refuse':
        response.writeHead(401).end();
        return;
      case 'busy':
        response.writeHead(429, { 'retry-after': '30' }).end();
        return;
      case 'redirect':
        response.writeHead(307, { location: `${this.url}/elsewhere` }).end();
        return;
      case 'dribble':
        response.writeHead(200).write('x');
        return;
      case 'cut':
        response.socket?.destroy();
        return;
      case 'hang':
        return;
      default:
        this.mood satisfies never;
    }
  }

  #signerOf({ headers }: IncomingMessage, body: Buffer): string | null {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`;
    const given = String(headers['webhook-signature']).split(' ');
    return (
      this.secrets.find((secret) => {
        const expected = `v1,${createHmac('sha256', secret).update(signed).update(body).digest('base64')}`;
        return given.some(
          (one) => one.length === expected.length && timingSafeEqual(Buffer.from(one), Buffer.from(expected)),
        );
      }) ?? null
    );
  }
}
