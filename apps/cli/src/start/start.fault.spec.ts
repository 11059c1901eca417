import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { eventually } from '#libs/testing/eventually.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import type { SpawnedService } from '#libs/testing/spawn-service.js';

const startLimitMs = 90_000;
const complaintsTo = 'tousu@jiangnanli.example.com';

describe('bin/redress start', () => {
  let dataDir: string;

  endSpawnedServices();

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'redress-start-'));
  });

  afterAll(async () => {
    // Its orderly end takes the database server with it, should a test have left it behind.
    const last = await start();
    await last.process.kill('SIGINT');
    await rm(dataDir, { recursive: true, force: true });
  }, startLimitMs);

  async function start(): Promise<{ process: SpawnedService; smtpPort: number; webUrl: string }> {
    const process = spawnService({
      entry: 'apps/cli/src/main.ts',
      args: ['start'],
      env: {
        REDRESS_DATA_DIR: dataDir,
        INTAKE_SMTP_PORT: '0',
        INTAKE_LEASE_SECONDS: '2',
        INGESTOR_HTTP_PORT: '0',
        CLASSIFIER_HTTP_PORT: '0',
        DISPATCHER_HTTP_PORT: '0',
        WATCHDOG_HTTP_PORT: '0',
      },
    });
    const [, smtpPort = ''] = await process.printed(/SMTP at 127\.0\.0\.1:(\d+)/u, startLimitMs);
    const [, webUrl = ''] = await process.printed(/Web +(http:\S+)/u);
    return { process, smtpPort: Number(smtpPort), webUrl };
  }

  async function complain(port: number, subject: string): Promise<void> {
    const smtp = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    await smtp.sendMail({
      from: '王芳 <wang.fang@example.cn>',
      to: complaintsTo,
      subject,
      text: `${subject}，请尽快处理。`,
    });
    smtp.close();
  }

  /** Mails of the Maildir to the customer. */
  async function answers(): Promise<string[]> {
    const folder = join(dataDir, 'maildir/new');
    const mails = await Promise.all(
      (await readdir(folder).catch(() => [])).map((name) => readFile(join(folder, name), 'utf8')),
    );
    return mails.filter((mail) => /^To:.*wang\.fang@example\.cn/mu.test(mail));
  }

  it('takes a complaint, lays the answer into the Maildir that its banner names, and stops in order on Ctrl-C', async () => {
    const { process, smtpPort, webUrl } = await start();
    expect(process.output()).toContain(join(dataDir, 'maildir/new'));
    expect((await fetch(`${webUrl}/health/ready`)).status).toBe(200);
    await complain(smtpPort, '电梯停运三天没有人修');
    await eventually(async () => {
      expect(await answers()).toHaveLength(1);
    }, 30_000);
    expect(await process.kill('SIGINT')).toEqual({ code: 0, signal: null });
    const log = await readFile(join(dataDir, 'redress.log'), 'utf8');
    expect(log).toContain('All has stopped');
    expect(log).not.toMatch(/wang\.fang|王芳|电梯/u);
  }, 180_000);

  it('takes over the database that a kill -9 left running, and loses nothing that was accepted', async () => {
    const before = (await answers()).length;
    const first = await start();
    await complain(first.smtpPort, '车库漏水淹了我的车');
    await first.process.kill('SIGKILL');
    const second = await start();
    expect(await readFile(join(dataDir, 'redress.log'), 'utf8')).toContain(
      'Took over the embedded database that was left running',
    );
    await eventually(async () => {
      expect(await answers()).toHaveLength(before + 1);
    }, 60_000);
    expect(await second.process.kill('SIGINT')).toEqual({ code: 0, signal: null });
  }, 240_000);

  it('refuses a second start on the same data with one clear line', async () => {
    const first = await start();
    const second = spawnService({
      entry: 'apps/cli/src/main.ts',
      args: ['start'],
      env: { REDRESS_DATA_DIR: dataDir, INTAKE_SMTP_PORT: '0' },
    });
    expect(await second.exited).toEqual({ code: 78, signal: null });
    expect(second.output()).toMatch(/^redress start: .*in use by another Redress/mu);
    await first.process.kill('SIGINT');
  }, 180_000);

  it('names every fault of the configuration on a line of its own, without the values', async () => {
    const process = spawnService({
      entry: 'apps/cli/src/main.ts',
      args: ['start'],
      env: {
        REDRESS_DATA_DIR: dataDir,
        INTAKE_SMTP_PORT: 'many',
        REDRESS_SMTP_URL: 'ftp://user:s3cret@mail.example.com',
      },
    });
    expect(await process.exited).toEqual({ code: 78, signal: null });
    expect(process.output()).toContain('redress start: INTAKE_SMTP_PORT must be a whole number');
    expect(process.output()).toMatch(/redress start: REDRESS_SMTP_URL must be a url/u);
    expect(process.output()).not.toContain('s3cret');
  }, 60_000);
});
