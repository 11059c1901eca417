import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Sent = z.object({ reference: z.string(), to: z.string(), template: z.string(), text: z.string().nullish() });
export type SentSms = z.infer<typeof Sent>;

/** The SMS gateway of the story: records what Redress sends, by our own reference, and answers when asked about one. */
export class SmsOffice {
  readonly sent: SentSms[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<SmsOffice> {
    const office: { current: SmsOffice | null } = { current: null };
    const server = createServer((request, response) => {
      void office.current?.answer(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    office.current = new SmsOffice(server, `http://127.0.0.1:${String(port)}/sms`);
    return office.current;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
      const sms = Sent.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      this.sent.push(sms);
      reply(response, 200, { id: sms.reference, state: 'accepted' });
      return;
    }
    const reference = request.url?.split('/').at(-1);
    const known = this.sent.some((sms) => sms.reference === reference);
    reply(response, known ? 200 : 404, known ? { id: reference, state: 'delivered' } : {});
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
