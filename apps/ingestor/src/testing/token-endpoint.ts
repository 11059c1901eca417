import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenEndpoint {
  /** Where refresh tokens are exchanged (RFC 6749 6). */
  readonly tokenUrl: string;
  /** Where a mail server asks whether a token is good (RFC 7662). */
  readonly introspectionUrl: string;
  /** Every request for a token, by its form. */
  readonly asked: URLSearchParams[];
  /** Refresh token that is taken at present. */
  refreshToken: string;
  /** Gives another refresh token with each access token, and takes the old one no more. */
  rotates: boolean;
  /** Answers with this status and nothing sensible; null: as it should. */
  broken: number | null;
  /** The access tokens given out so far are not good any more. */
  revoke(): void;
  close(): Promise<void>;
}

/** A small authorization server on loopback for one user. */
export async function startTokenEndpoint(user: string): Promise<TokenEndpoint> {
  const good = new Set<string>();
  const asked: URLSearchParams[] = [];
  let serial = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((form) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/introspect') {
        const token = form.get('token') ?? '';
        response.end(JSON.stringify({ active: good.has(token), sub: user }));
        return;
      }
      asked.push(form);
      if (endpoint.broken !== null) {
        response.writeHead(endpoint.broken).end('<html>');
        return;
      }
      if (form.get('refresh_token') !== endpoint.refreshToken || form.get('client_secret') !== 'client-secret') {
        response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant', error_description: 'who are you?' }));
        return;
      }
      serial += 1;
      const token = `access-${String(serial)}`;
      good.add(token);
      if (endpoint.rotates) {
        endpoint.refreshToken = `refresh-${String(serial)}`;
      }
      const next = endpoint.rotates ? { refresh_token: endpoint.refreshToken } : {};
      response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3_600, ...next }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const endpoint: TokenEndpoint = {
    tokenUrl: `${url}/token`,
    introspectionUrl: `${url}/introspect`,
    asked,
    refreshToken: 'refresh-0',
    rotates: false,
    broken: null,
    revoke: () => {
      good.clear();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return endpoint;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
