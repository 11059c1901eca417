import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { startDovecot } from '#libs/testing/servers/start-dovecot.js';
import type { DovecotAddress, StartedServer } from '#libs/testing/servers/test-server.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ImapAccess } from '../../plan/imap-access.schema.js';
import { IngestorBench, complaintMail, ingestorSets } from '../../testing/running-ingestor.js';
import { scriptedPlan } from '../../testing/scripted-plan.js';
import { startTokenEndpoint } from '../../testing/token-endpoint.js';
import type { TokenEndpoint } from '../../testing/token-endpoint.js';
import { openConnection } from '../open-connection.js';
import { signInOf } from './sign-in-of.js';
import type { SignIn } from './sign-in.port.js';

const user = 'complaints@example.com';
const secrets: Readonly<Record<string, string>> = { CLIENT: 'client-secret' };
const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

let folder = '';
let endpoint: TokenEndpoint;
const servers = new Map<string, StartedServer<DovecotAddress>>();
const endpoints: TokenEndpoint[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-oauth-'));
  // The mail servers' own users pass through it.
  await chmod(folder, 0o711);
});
beforeEach(() => bench.clear());
afterEach(async () => {
  await bench.stopAll();
  await Promise.all([...servers.values()].map((server) => server.stop()));
  servers.clear();
  await Promise.all(endpoints.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bench.cleanUp();
});

/** A mail server that takes tokens, and who gives them. */
async function serverWith(mechanisms: 'oauthbearer' | 'xoauth2'): Promise<DovecotAddress> {
  endpoint = await startTokenEndpoint(user);
  endpoints.push(endpoint);
  const parent = await mkdtemp(join(folder, 'server-'));
  const { introspectionUrl } = endpoint;
  const server = await startDovecot(parent, { tokens: { mechanisms, introspectionUrl } });
  servers.set(mechanisms, server);
  return server.address;
}

/** The refresh token lies in this file. */
async function tokenFile(content = 'refresh-0\n'): Promise<string> {
  const file = join(await mkdtemp(join(folder, 'secret-')), 'refresh-token');
  await writeFile(file, content, { mode: 0o600 });
  return file;
}

const imapOf = ({ host, port }: { host: string; port: number }, file: string): Record<string, unknown> => ({
  host,
  port,
  security: 'none',
  user,
  connectSeconds: 20,
  oauth: {
    tokenUrl: endpoint.tokenUrl,
    clientId: 'redress',
    clientSecret: { env: 'CLIENT' },
    refreshToken: { file },
    scope: 'https://mail.example.com/',
  },
});

async function connection(
  server: { host: string; port: number },
  file: string,
): Promise<{ signIn: SignIn; connect: () => Promise<void>; logger: MemoryLogger }> {
  const access = ImapAccess.parse(imapOf(server, file));
  const logger = new MemoryLogger();
  const first = (await readFile(file, 'utf8')).trim();
  const signIn = signInOf(access, (ref) => ('env' in ref ? (secrets[ref.env] ?? '') : first), logger);
  return {
    signIn,
    logger,
    connect: async () => {
      const client = await openConnection({ access, signIn, largestBytes: 1_000_000 });
      await client.logout();
    },
  };
}

describe('signing in by OAuth2 at a real mail server', () => {
  it.each(['oauthbearer', 'xoauth2'] as const)(
    'by %s exchanges the refresh token once and keeps the access token for further connections',
    async (mechanisms) => {
      const { connect } = await connection(await serverWith(mechanisms), await tokenFile());
      await connect();
      await connect();
      expect(endpoint.asked.map((form) => Object.fromEntries(form))).toEqual([
        {
          grant_type: 'refresh_token',
          refresh_token: 'refresh-0',
          client_id: 'redress',
          client_secret: 'client-secret',
          scope: 'https://mail.example.com/',
        },
      ]);
    },
  );

  it('fetches another token once when the server refuses the kept one', async () => {
    const { connect } = await connection(await serverWith('oauthbearer'), await tokenFile());
    await connect();
    endpoint.revoke();
    await connect();
    expect(endpoint.asked).toHaveLength(2);
  });

  it('asks no second time when the server refuses a token that is fresh', async () => {
    const server = await serverWith('oauthbearer');
    const other = { ...(await serverWith('xoauth2')) };
    // The second endpoint gives tokens that the first server does not know.
    const { connect } = await connection(server, await tokenFile());
    await expect(connect()).rejects.toMatchObject({ code: 'login-refused' });
    expect(endpoint.asked).toHaveLength(1);
    expect(other.port).not.toBe(server.port);
  });

  it('keeps a refresh token that is exchanged for another in its file, readable for its owner only', async () => {
    const file = await tokenFile();
    const { connect } = await connection(await serverWith('oauthbearer'), file);
    endpoint.rotates = true;
    await connect();
    await expect(readFile(file, 'utf8')).resolves.toBe('refresh-1\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    endpoint.revoke();
    await connect();
    await expect(readFile(file, 'utf8')).resolves.toBe('refresh-2\n');
  });

  it.each([
    ['says that the refresh token is void', { refreshToken: 'another' }, 'login-refused'],
    ['is in trouble', { broken: 503 }, 'throttled'],
    ['answers with a page', { broken: 200 }, 'protocol'],
  ])('is a named failure without a secret in it when the token endpoint %s', async (_what, change, code) => {
    const { connect } = await connection(await serverWith('oauthbearer'), await tokenFile());
    Object.assign(endpoint, change);
    const error: unknown = await connect().then(
      () => null,
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ code });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/refresh-0|client-secret|access-/u);
  });

  it('is a named failure when the token endpoint is not there', async () => {
    const { connect } = await connection(await serverWith('oauthbearer'), await tokenFile());
    await endpoint.close();
    await expect(connect()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('lets a mailbox be watched: its mail becomes a complaint, and again after the connection was cut', async () => {
    const server = await serverWith('xoauth2');
    const file = await tokenFile();
    const service = await bench.start(scriptedPlan(server.port, { ...imapOf(server, file), since: 'all' }), secrets);
    const put = async (): Promise<void> => {
      const { signIn } = await connection(server, file);
      const access = ImapAccess.parse(imapOf(server, file));
      const client = await openConnection({ access, signIn, largestBytes: 1_000_000 });
      await client.append('INBOX', complaintMail());
      await client.logout();
    };
    await put();
    await bench.settled(1);
    service.cutMailboxes();
    await put();
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['complaint', 'complaint']);
    await eventually(async () => {
      expect(await bench.log()).not.toMatch(/refresh-0|client-secret|access-\d/u);
    });
  });
});
