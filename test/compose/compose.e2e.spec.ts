import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { ClassifierConfig } from '#apps/classifier/src/classifier.config.js';
import { DispatcherConfig } from '#apps/dispatcher/src/dispatcher.config.js';
import { IngestorConfig } from '#apps/ingestor/src/ingestor.config.js';
import { WatchdogConfig } from '#apps/watchdog/src/watchdog.config.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testVhost } from '#libs/testing/test-vhost.js';
import { readCompose, startOrder } from './read-compose.js';
import { readDockerfile } from './read-dockerfile.js';
import { Trial } from './trial.js';

const root = projectFolder();
const compose = readCompose(join(root, 'docker-compose.yml'));
const schemas = {
  ingestor: IngestorConfig,
  classifier: ClassifierConfig,
  dispatcher: DispatcherConfig,
  watchdog: WatchdogConfig,
};
const ourServices = Object.keys(schemas) as (keyof typeof schemas)[];

describe('docker-compose.yml as it is written', () => {
  it.each(ourServices)('gives %s only settings that it reads, and each secret that a setting names', (name) => {
    const { environment, secrets } = compose.services[name] ?? { environment: {}, secrets: [] };
    const known = Object.keys(schemas[name].shape);
    expect(Object.keys(environment).filter((key) => !known.includes(key.replace(/_FILE$/u, '')))).toEqual([]);
    const named = Object.entries(environment).flatMap(([key, value]) => (key.endsWith('_FILE') ? [value] : []));
    expect(secrets.map(({ target }) => target).toSorted()).toEqual(named.toSorted());
  });

  it('keeps the keys of the vault from the watchdog, which has no business there (PC-6)', () => {
    expect(compose.services['watchdog']?.secrets.map(({ source }) => source)).toEqual(['database_url', 'rabbitmq_url']);
  });

  it('starts the services after the migration, and that after the database', () => {
    const order = startOrder(compose);
    expect(order.indexOf('postgres')).toBeLessThan(order.indexOf('migrate'));
    expect(ourServices.filter((name) => order.indexOf(name) < order.indexOf('migrate'))).toEqual([]);
  });

  it('has secrets that fit the servers they are for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redress-secrets-'));
    await promisify(execFile)('/bin/sh', [join(root, 'docker/make-secrets.sh'), folder]);
    const secret = async (name: string) => (await readFile(join(folder, name), 'utf8')).trim();
    const missing = Object.values(compose.secrets).filter(({ file }) => !existsSync(file.replace('./secrets', folder)));
    expect(missing).toEqual([]);
    const { POSTGRES_USER, POSTGRES_DB } = compose.services['postgres']?.environment ?? {};
    const password = await secret('postgres_password');
    expect(await secret('database_url')).toBe(
      `postgresql://${POSTGRES_USER ?? ''}:${password}@postgres:5432/${POSTGRES_DB ?? ''}`,
    );
    const broker = Object.fromEntries(
      (await secret('rabbitmq.conf')).split('\n').map((line) => line.split(' = ', 2) as [string, string]),
    );
    const { default_user: user, default_pass: pass, default_vhost: vhost } = broker;
    expect(await secret('rabbitmq_url')).toBe(`amqp://${user ?? ''}:${pass ?? ''}@rabbitmq:5672/${vhost ?? ''}`);
    await rm(folder, { recursive: true });
  });

  it('runs an image that is not root, has a health check, and knows its own program', () => {
    const image = readDockerfile(join(root, 'Dockerfile'), 'redress');
    expect(image.user).toBe('node');
    expect(image.healthcheck?.[0]).toBe('node');
    expect(existsSync(join(root, image.entrypoint.at(-1) ?? ''))).toBe(true);
  });
});

describe('docker-compose.yml with the profile trial, run as plain processes', () => {
  const database = withTestDatabase({ sets: [] });
  const vhost = testVhost();
  const customer = 'zhang.wei@example.com';
  const complaintsTo = 'tousu@jiangnanli.example.com';
  let trial: Trial;

  beforeAll(async () => {
    trial = await Trial.prepare(root, { postgres: database.url, rabbitmq: vhost.url });
    await trial.start();
  }, 180_000);

  afterAll(async () => {
    await trial.putAway();
  }, 120_000);

  async function subjectsOf(address: string): Promise<string[]> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: trial.published(143),
      secure: false,
      auth: { user: address, pass: 'trial' },
      logger: false,
    });
    await client.connect();
    try {
      await client.mailboxOpen('INBOX');
      const messages = await client.fetchAll('1:*', { envelope: true });
      return messages.map(({ envelope }) => envelope?.subject ?? '');
    } finally {
      await client.logout();
    }
  }

  it('takes a complaint by SMTP, acknowledges it to the customer and hands it to a handler', async () => {
    const smtp = createTransport({ host: '127.0.0.1', port: trial.published(2525), secure: false, ignoreTLS: true });
    await smtp.sendMail({
      from: `张伟 <${customer}>`,
      to: complaintsTo,
      subject: '厨房水管漏水一周无人处理',
      text: '你好，我家3栋502厨房水管从上周一开始漏水，报修三次都没有人来。请尽快派人维修。张伟 13800001111',
    });
    smtp.close();
    const [acknowledgement] = await eventually(async () => {
      const subjects = await subjectsOf(customer);
      expect(subjects).not.toEqual([]);
      return subjects;
    }, 60_000);
    const number = /\d{6}-[A-Z0-9]+-\d{3,}/u.exec(acknowledgement ?? '')?.[0];
    expect(number).toBeDefined();
    const told = (await database.query<{ count: number }>('select count(*)::int as count from cases.notice')).rows;
    expect(told[0]?.count).toBeGreaterThan(1);
  }, 90_000);

  it('says nothing personal in any log (PC-6)', () => {
    const logs = [...trial.containers.values()]
      .filter(({ name }) => name !== 'mail')
      .map(({ log }) => log)
      .join('');
    expect(logs).not.toMatch(/张伟|zhang\.wei|13800001111|漏水/u);
    expect(logs).toContain('"service":"ingestor"');
  });

  it('stops every service in order when it is told to', async () => {
    const codes = await trial.stop();
    expect(codes).toEqual({ ...codes, migrate: 0, ingestor: 0, classifier: 0, dispatcher: 0, watchdog: 0 });
  }, 120_000);
});
