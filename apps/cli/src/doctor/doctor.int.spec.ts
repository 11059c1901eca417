import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { IngestorBench, sendRaw } from '#apps/ingestor/src/testing/running-ingestor.js';
import { ScriptedImapServer } from '#apps/ingestor/src/testing/scripted-imap.server.js';
import type { Oddities } from '#apps/ingestor/src/testing/scripted-imap.state.js';
import { scriptedPlan } from '#apps/ingestor/src/testing/scripted-plan.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testMailbox } from '#libs/testing/test-mailbox.js';
import { testVhost } from '#libs/testing/test-vhost.js';

const database = withTestDatabase({ sets: migrationSets });
const bench = new IngestorBench(database);
const mailbox = testMailbox();
const vhost = testVhost();
endSpawnedServices();

const address = 'complaints@example.com';
let folder = '';
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-doctor-'));
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bench.cleanUp();
});

/** One finding a line: severity, subject, text. */
async function doctor(
  plan: string,
  extra: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const outgoing = join(folder, 'outgoing.yaml');
  await writeFile(
    outgoing,
    JSON.stringify({ senders: [{ preset: 'property-group', organisation: '江南里', name: '客服', address }] }),
  );
  const env = await bench.environment(plan, { REDRESS_OUTGOING: outgoing, BOX_PASSWORD: mailbox.password, ...extra });
  const command = spawnService({ entry: 'apps/cli/src/main.ts', args: ['doctor', ...args], env });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

const planOf = (imap: Readonly<Record<string, unknown>> = {}, more: Readonly<Record<string, unknown>> = {}): string => {
  const plan = JSON.parse(scriptedPlan(mailbox.port, { host: mailbox.host, user: mailbox.user, ...imap })) as {
    mailboxes: Record<string, unknown>[];
  };
  return JSON.stringify({ mailboxes: plan.mailboxes.map((entry) => ({ ...entry, ...more })) });
};

async function scripted(oddities: Oddities): Promise<ScriptedImapServer> {
  const server = new ScriptedImapServer(oddities);
  await server.listen();
  closing.push(() => server.close());
  return server;
}

/** A mail server that delivers into the test mailbox what `accepts` lets through. Where it is, as a URL. */
async function postOffice(accepts: (recipient: string) => boolean, kept: string[] = []): Promise<string> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        kept.push(Buffer.concat(chunks).toString());
        const wanted = session.envelope.rcptTo.some((recipient) => accepts(recipient.address));
        (wanted ? mailbox.append(Buffer.concat(chunks)) : Promise.resolve(0)).then(
          () => {
            done();
          },
          (error: unknown) => {
            done(error instanceof Error ? error : new Error('not delivered'));
          },
        );
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
}

describe('bin/redress doctor', () => {
  it('finds nothing at fault where all is well, and says what each step found', async () => {
    const { code, output } = await doctor(planOf(), { REDRESS_TRANSPORT: 'rabbitmq', RABBITMQ_URL: vhost.url });
    expect(output).not.toMatch(/^fault/mu);
    expect(code).toBe(0);
    for (const line of [
      /^ok +settings: intake plan .*: read$/mu,
      /^ok +database: answers, and is up to date$/mu,
      /^ok +broker: RabbitMQ at 127\.0\.0\.1:\d+ lets us in$/mu,
      /^warning +outgoing mail: no mail server/mu,
      /^ok +outgoing mail: sender complaints@example\.com .*: answers reach mailbox garden$/mu,
      /^ok +mailbox garden: TCP: port \d+ answers/mu,
      /^note +mailbox garden: TLS: off, on this machine$/mu,
      /^ok +mailbox garden: login: accepted$/mu,
      /^ok +mailbox garden: ID: sent after the login; the server is Dovecot/mu,
      /^ok +mailbox garden: folder INBOX: opens, \d+ mails$/mu,
      /^note +mailbox garden: Junk: no folder is marked so/mu,
      /^ok +mailbox garden: IDLE: there/mu,
      /^ok +mailbox garden: MOVE: there$/mu,
      /^ok +mailbox garden: UIDPLUS: there$/mu,
      /^note +mailbox garden: address mode: none; no mail to complaints\+… is here yet/mu,
    ]) {
      expect(output).toMatch(line);
    }
  });

  it.each([
    ['qq', /^note .*QQ邮箱：.*授权码/mu, /^note .*QQ Mail: .*authorization code/mu],
    ['exmail', /^note .*客户端专用密码/mu, /^note .*Tencent Exmail: /mu],
    ['163', /^note .*网易.*授权/mu, /^note .*NetEase/mu],
    ['aliyun', /^note .*三方客户端安全密码/mu, /^note .*Alibaba Mail: /mu],
  ])(
    'tells how %s wants the login where it is refused, in Chinese and English, and no secret',
    async (provider, zh, en) => {
      const { code, output } = await doctor(planOf({ provider }), { BOX_PASSWORD: 'wrong-password-7' });
      expect(code).toBe(1);
      expect(output).toMatch(/^fault +mailbox garden: login: refused: user or password is wrong/mu);
      expect(output).toMatch(zh);
      expect(output).toMatch(en);
      expect(output).not.toContain('wrong-password-7');
      expect(output).not.toContain(mailbox.password);
    },
  );

  it('stops at the step that fails, and names what to check', async () => {
    const nobody = await doctor(planOf({ host: 'imap.nowhere.invalid' }));
    expect(nobody.code).toBe(1);
    expect(nobody.output).toMatch(/^fault +mailbox garden: DNS: imap\.nowhere\.invalid is not found/mu);
    expect(nobody.output).not.toMatch(/TCP|login/u);
    const silent = await doctor(planOf({ port: 1 }));
    expect(silent.output).toMatch(/^fault +mailbox garden: TCP: nothing answers at .*ECONNREFUSED/mu);
    const plain = await doctor(planOf({ security: 'tls' }));
    expect(plain.output).toMatch(/^fault +mailbox garden: TLS: refused .* use starttls$/mu);
  });

  it('says what a poor server cannot do, and what is done instead', async () => {
    const locked = await scripted({ capabilities: [], refusesToOpen: ['Later'] });
    locked.folders.set('Later', []);
    const server = await scripted({ capabilities: ['ID'], wantsIdAfterLogin: true });
    server.folders.set('&V4NXPpCuTvY-', []);
    const poor = await doctor(planOf({ port: locked.port, folders: ['INBOX', 'Later', 'Nowhere'] }));
    expect(poor.code).toBe(1);
    for (const line of [
      /^note .*IDLE: not there; the server is asked every 1 s$/mu,
      /^note .*MOVE: not there; mails are copied/mu,
      /^note .*UIDPLUS: not there/mu,
      /^warning .*Junk: not watched/mu,
      /^warning .*folder Later: the server does not let us open it/mu,
      /^fault .*folder Nowhere: not on the server, which has INBOX, Later$/mu,
    ]) {
      expect(poor.output).toMatch(line);
    }
    const netease = await doctor(planOf({ port: server.port, provider: '163' }));
    expect(netease.code).toBe(0);
    expect(netease.output).toMatch(/^ok .*folder 垃圾邮件: opens/mu);
    expect(netease.output).toMatch(/^ok .*ID: sent after the login; the server is scripted$/mu);
  });

  it('names wrong settings by file and line, and goes on with the rest', async () => {
    const { code, output } = await doctor(planOf({}, { preset: 'nobody', colour: 'red' }), {
      INTAKE_WORKERS: 'many',
      REDRESS_SMTP_TLS: 'perhaps',
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^fault +settings: environment of the ingestor: INTAKE_WORKERS must be a whole number$/mu);
    expect(output).toMatch(/^fault +settings: environment of the dispatcher: REDRESS_SMTP_TLS must be/mu);
    const plan = await doctor(planOf({}, { colour: 'red' }));
    expect(plan.output).toMatch(/^fault +settings: intake plan .*\.yaml:1: mailboxes\.0 has unknown keys: colour$/mu);
    expect(plan.output).toMatch(/^ok +database:/mu);
    const preset = await doctor(planOf({}, { preset: 'nobody' }));
    expect(preset.output).toMatch(/^fault +settings: .* names the preset nobody/mu);
  });

  it('names servers that do not let us in, without their passwords', async () => {
    const away = await doctor(planOf(), {
      DATABASE_URL: 'postgres://somebody:secret-pg@127.0.0.1:1/redress',
      REDRESS_TRANSPORT: 'rabbitmq',
      RABBITMQ_URL: 'amqp://somebody:secret-mq@127.0.0.1:1/x',
      REDRESS_SMTP_URL: 'smtp://somebody:secret-smtp@127.0.0.1:1',
    });
    expect(away.code).toBe(1);
    expect(away.output).toMatch(/^fault +database: .*ECONNREFUSED/mu);
    expect(away.output).toMatch(/^fault +broker: .*ECONNREFUSED/mu);
    expect(away.output).toMatch(/^fault +outgoing mail: smtp:\/\/127\.0\.0\.1:1 does not let us in: server-away/mu);
    expect(away.output).not.toMatch(/secret-/u);
  });

  it('finds answers that would get lost: a sender that no mailbox has', async () => {
    const { code, output } = await doctor(planOf({}, { addresses: ['other@example.com'] }));
    expect(code).toBe(1);
    expect(output).toMatch(/^fault +outgoing mail: sender complaints@example\.com .*answers are lost$/mu);
  });

  it('looks at one mailbox only where told to, and knows which there are', async () => {
    const one = await doctor(planOf(), {}, ['--mailbox', 'garden', '--json']);
    expect(one.code).toBe(0);
    const findings = one.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { subject: string });
    expect(new Set(findings.map(({ subject }) => subject))).toEqual(
      new Set(['settings', 'outgoing mail', 'mailbox garden']),
    );
    const none = await doctor(planOf(), {}, ['--mailbox', 'gardn']);
    expect(none).toMatchObject({ code: 2, output: expect.stringContaining('there are garden') });
  });
});

describe('bin/redress doctor --send', () => {
  const sending = async (accepts: (recipient: string) => boolean, more: Record<string, unknown> = {}) =>
    doctor(planOf({}, more), { REDRESS_SMTP_URL: await postOffice(accepts), REDRESS_SMTP_TLS: 'off' }, [
      ...['--mailbox', 'garden', '--send', '--wait', '4'],
    ]);

  it('sees a mail to itself arrive, and one to a plus address get lost that nobody relies on', async () => {
    const { code, output } = await sending((recipient) => recipient === address);
    expect(output).toMatch(/^ok +mailbox garden: mail to complaints@example\.com: arrived in INBOX$/mu);
    expect(output).toMatch(
      /^note +mailbox garden: mail to complaints\+probe-[0-9a-f]+@example\.com: not there within 4 s/mu,
    );
    expect(code).toBe(0);
  }, 60_000);

  it('says when plus addressing works and is not used, and when it is relied on and does not work', async () => {
    const works = await sending(() => true);
    expect(works.output).toMatch(/^ok .*complaints\+probe-.*arrived in INBOX; addressMode: plus would work here$/mu);
    const fails = await sending((recipient) => recipient === address, { addressMode: 'plus' });
    expect(fails.code).toBe(1);
    expect(fails.output).toMatch(/^fault .*complaints\+probe-.*write addressMode: none here/mu);
  }, 60_000);

  it('makes no complaint of its test mails, not even where machine mail is one', async () => {
    const kept: string[] = [];
    await doctor(planOf(), { REDRESS_SMTP_URL: await postOffice(() => false, kept), REDRESS_SMTP_TLS: 'off' }, [
      ...['--mailbox', 'garden', '--send', '--wait', '1'],
    ]);
    await bench.clear();
    const { smtp } = await bench.start(
      JSON.stringify({
        mailboxes: [
          {
            ...{ key: 'garden', preset: 'property-group', unit: 'jiangnan', origin: 'mailbox' },
            ...{ addresses: [address], machineMail: 'complaint' },
          },
        ],
      }),
    );
    await sendRaw(smtp?.port ?? 0, kept[0] ?? '', { from: address, to: [address] });
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'own' });
  }, 60_000);

  it('is at fault when nothing arrives, and never sends to made-up addresses of a domain that is not all ours', async () => {
    const asked: string[] = [];
    const { code, output } = await sending((recipient) => {
      asked.push(recipient);
      return false;
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^fault .*mail to complaints@example\.com: not there within 4 s/mu);
    expect(asked).toHaveLength(2);
    expect(asked.every((recipient) => /^complaints(?:\+probe-[0-9a-f]+)?@example\.com$/u.test(recipient))).toBe(true);
  }, 60_000);
});
