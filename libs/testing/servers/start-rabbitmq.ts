import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '#libs/database/embedded/free-port.js';
import { startChildServer, type ChildServer } from './child-server.js';
import { requireProgram } from './missing-package.js';
import type { RabbitAddress, RestartableServer, StartedServer } from './test-server.js';

const startLimitMs = 90_000;

/**
 * A broker of our own beside any that runs, or TEST_RABBITMQ_URL, which must have the management plugin at
 * TEST_RABBITMQ_MANAGEMENT_URL (default port 15672 of the same host): virtual hosts are made by it.
 */
export async function startRabbitmq(
  folder: string,
  runId: string,
  given: { url: string; managementUrl: string },
): Promise<StartedServer<RabbitAddress>> {
  if (given.url === '') {
    return startOwnRabbitmq(join(folder, 'rabbitmq'), runId);
  }
  const managementUrl = given.managementUrl === '' ? defaultManagementUrl(given.url) : given.managementUrl;
  if (!(await answers(managementUrl).catch(() => false))) {
    throw new Error(
      'TEST_RABBITMQ_URL needs its management plugin: set TEST_RABBITMQ_MANAGEMENT_URL (default http://<host>:15672)',
    );
  }
  const url = new URL(given.url);
  url.pathname = '';
  // Each file removes its own virtual host.
  return {
    address: { url: url.href.replace(/\/$/u, ''), managementUrl, prefix: `test-${runId}` },
    stop: () => Promise.resolve(),
  };
}

/** As root the programs in /usr/sbin would switch user and drop the environment; these do not. */
export async function startOwnRabbitmq(folder: string, runId: string): Promise<RestartableServer<RabbitAddress>> {
  const program = requireProgram('/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server');
  const portMapper = requireProgram('/usr/bin/epmd', 'erlang-base');
  const ports = {
    amqp: await freePort(),
    management: await freePort(),
    distribution: await freePort(),
    portMapper: await freePort(),
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = {
    plugins: join(folder, 'enabled_plugins'),
    config: join(folder, 'rabbitmq.conf'),
    log: join(folder, 'output.log'),
  };
  await writeFile(files.plugins, '[rabbitmq_management].\n');
  await writeFile(files.config, configuration(ports));
  const env = {
    PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
    LANG: 'C.UTF-8',
    HOME: folder,
    ERL_EPMD_PORT: String(ports.portMapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `redress-test-${runId}@localhost`,
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: files.plugins,
    RABBITMQ_CONFIG_FILE: files.config,
    RABBITMQ_CONF_ENV_FILE: join(folder, 'none'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 2:2',
  };
  // Erlang would start its port mapper as a daemon that stays behind; ours ends with us.
  const mapper = await startChildServer({
    name: 'epmd',
    program: portMapper,
    args: ['-port', String(ports.portMapper), '-address', '127.0.0.1'],
    env,
    cwd: folder,
    logFile: files.log,
    isReady: () => Promise.resolve(true),
    limitMs: 1_000,
  });
  const managementUrl = `http://guest:guest@127.0.0.1:${String(ports.management)}`;
  try {
    const start = (): Promise<ChildServer> =>
      startChildServer({
        name: 'RabbitMQ',
        program,
        args: [],
        env,
        cwd: folder,
        logFile: files.log,
        isReady: () => answers(managementUrl),
        limitMs: startLimitMs,
      });
    let broker = await start();
    const stop = async (): Promise<void> => {
      await broker.stop();
      await mapper.stop();
    };
    return {
      address: { url: `amqp://guest:guest@127.0.0.1:${String(ports.amqp)}`, managementUrl, prefix: `test-${runId}` },
      stop,
      restart: async () => {
        await broker.stop();
        broker = await start();
      },
    };
  } catch (error) {
    await mapper.stop();
    throw error;
  }
}

function configuration(ports: { amqp: number; management: number }): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${String(ports.amqp)}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${String(ports.management)}`,
    'log.console = false',
    'log.file.level = warning',
    '',
  ].join('\n');
}

async function answers(managementUrl: string): Promise<boolean> {
  const { origin, username, password } = new URL(managementUrl);
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
  const response = await fetch(`${origin}/api/vhosts`, {
    headers: { authorization },
    signal: AbortSignal.timeout(2_000),
  });
  return response.ok;
}

function defaultManagementUrl(amqpUrl: string): string {
  const { hostname, username, password } = new URL(amqpUrl);
  return `http://${username === '' ? 'guest' : username}:${password === '' ? 'guest' : password}@${hostname}:15672`;
}
