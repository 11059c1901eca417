import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '#libs/config/environment.js';
import { startDovecot } from './start-dovecot.js';
import { startPostgres } from './start-postgres.js';
import { startRabbitmq } from './start-rabbitmq.js';
import type { StartedServer, TestServers } from './test-server.js';

type Starters = { readonly [Name in keyof TestServers]: () => Promise<StartedServer<TestServers[Name]>> };

const env = environment();
const runId = randomBytes(4).toString('hex');
const folder = await mkdtemp(join(tmpdir(), 'redress-test-servers-'));
const starters: Starters = {
  postgres: () => startPostgres(folder, runId, env['TEST_DATABASE_URL'] ?? ''),
  rabbitmq: () =>
    startRabbitmq(folder, runId, {
      url: env['TEST_RABBITMQ_URL'] ?? '',
      managementUrl: env['TEST_RABBITMQ_MANAGEMENT_URL'] ?? '',
    }),
  dovecot: () => startDovecot(folder),
};
const started = new Map<string, Promise<StartedServer<unknown>>>();

function isServer(name: string): name is keyof TestServers {
  return name in starters;
}

/** The first who asks starts it, the others wait with it. A start that failed is not tried again. */
function obtain(name: keyof TestServers): Promise<StartedServer<unknown>> {
  const known = started.get(name);
  if (known !== undefined) {
    return known;
  }
  const starting: Promise<StartedServer<unknown>> = starters[name]();
  started.set(name, starting);
  return starting;
}

const server = createServer((request, response) => {
  const name = (request.url ?? '').slice(1);
  const answer = isServer(name) ? obtain(name) : Promise.reject(new Error(`no server is called ${name}`));
  answer.then(
    ({ address }) => response.end(JSON.stringify(address)),
    (error: unknown) => response.writeHead(503).end(error instanceof Error ? error.message : String(error)),
  );
});

async function end(): Promise<void> {
  await Promise.allSettled([...started.values()].map(async (starting) => (await starting).stop()));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}

process.stdin.resume().once('end', () => {
  void end();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void end();
  });
}
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}\n`);
});
