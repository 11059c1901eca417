import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { talk } from '../testing/smtp-talk.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const run = promisify(execFile);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

async function portOf(extra: Record<string, string> = {}): Promise<number> {
  const { smtp } = await bench.start(undefined, extra);
  return smtp?.port ?? 0;
}

const refusalOf = async (sending: Promise<string>): Promise<number | undefined> =>
  sending.then(
    () => undefined,
    (error: unknown) => (error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined),
  );

describe('mail by SMTP', () => {
  it('is in the ledger and the vault when the sender is told so, and becomes a complaint (PG-16, PC-9.1)', async () => {
    const port = await portOf();
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ transport: 'smtp', point: 'garden', outcome: 'complaint', started: 1, finished: 1 });
    const [message] = await bench.outbox();
    expect(message).toMatchObject({
      type: 'complaint.received',
      envelope: {
        correlationId: row?.id,
        data: {
          deliveryId: row?.id,
          preset: 'property-group',
          unit: 'jiangnan',
          channel: 'mail',
          origin: 'mailbox',
          language: 'zh',
          automatic: false,
        },
      },
    });
  });

  it('makes one complaint and one recorded duplicate when the same mail comes twice, with other trace lines (PC-9.1)', async () => {
    const port = await portOf();
    const mail = complaintMail();
    await sendRaw(port, mail);
    await sendRaw(
      port,
      `Received: from elsewhere.example.org by mx.example.com; Sat, 21 Nov 2026 01:00:00 +0000\r\n${mail}`,
    );
    const [first, second] = await bench.settled(2);
    expect(first).toMatchObject({ outcome: 'complaint' });
    expect(second).toMatchObject({ outcome: 'duplicate', duplicate_of: first?.id });
    expect((await bench.outbox()).map(({ type }) => type)).toEqual(['complaint.received']);
  });

  it('makes one complaint of the same mail sent ten times at once: the database decides, not a look-up', async () => {
    const port = await portOf();
    const mail = complaintMail();
    await Promise.all(Array.from({ length: 10 }, () => sendRaw(port, mail)));
    const ledger = await bench.settled(10);
    expect(ledger.filter(({ outcome }) => outcome === 'complaint')).toHaveLength(1);
    expect(ledger.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(9);
  });

  it('admits and flags other content under the same Message-ID: a guessed id suppresses nothing', async () => {
    const port = await portOf();
    const mail = complaintMail({ text: '水管漏水。' });
    await sendRaw(port, mail);
    await sendRaw(port, mail.replace('水管漏水', '门禁坏了'));
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, flags }) => ({ outcome, flags }))).toEqual([
      { outcome: 'complaint', flags: [] },
      { outcome: 'complaint', flags: ['message-id-reused'] },
    ]);
  });

  it('is one arrival for each mailbox it is for, and one complaint (DESIGN 5)', async () => {
    const port = await portOf();
    await sendRaw(port, complaintMail(), {
      to: ['complaints@example.com', 'service@example.com', 'complaints+x@example.com'],
    });
    const [first, second] = await bench.settled(2);
    expect(first).toMatchObject({ point: 'garden', outcome: 'complaint' });
    expect(second).toMatchObject({ point: 'harbour', outcome: 'duplicate', duplicate_of: first?.id });
  });

  it('that was erased does not come back when it is delivered again (PC-6)', async () => {
    const port = await portOf();
    const mail = complaintMail();
    await sendRaw(port, mail);
    const [row] = await bench.settled(1);
    await database.query(
      `insert into vault.tombstone (group_id, mark, value, erased_at)
       select id::text, 'fingerprint', content_fingerprint, clock_timestamp() from intake.delivery`,
    );
    await bench.clear();
    await sendRaw(port, mail);
    const [again] = await bench.settled(1);
    expect(again).toMatchObject({ outcome: 'erased' });
    expect(again?.id).not.toBe(row?.id);
    const { rows: kept } = await database.query('select from vault.item where group_id = $1', [again?.id]);
    expect(kept).toEqual([]);
  });

  it('is refused for an address that is in no mailbox of the plan', async () => {
    const port = await portOf();
    await expect(refusalOf(sendRaw(port, complaintMail(), { to: ['someone@example.com'] }))).resolves.toBe(550);
    expect(await bench.ledger()).toEqual([]);
  });
});

describe('the SMTP listener', () => {
  it('asks the sender to come back while the database is away, and takes the mail once it is there (RFC 5321 4.2.1)', async () => {
    const port = await portOf();
    await database.query('alter table intake.delivery rename to delivery_away');
    const mail = complaintMail();
    await expect(refusalOf(sendRaw(port, mail))).resolves.toBe(451);
    await database.query('alter table intake.delivery_away rename to delivery');
    await expect(sendRaw(port, mail)).resolves.toMatch(/^250 /u);
    const ledger = await bench.settled(1);
    expect(ledger[0]).toMatchObject({ outcome: 'complaint' });
  });

  it('asks senders to come back when memory for mails under way is used up', async () => {
    const port = await portOf({ INTAKE_MAIL_BUFFER_BYTES: '65536' });
    await expect(refusalOf(sendRaw(port, `${complaintMail()}${'x'.repeat(100_000)}`))).resolves.toBe(452);
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
  });

  it('turns away connections over the limit and serves those within it', async () => {
    const port = await portOf({ INTAKE_SMTP_CLIENTS: '2' });
    const held = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    await Promise.all(held.map((socket) => greeting(socket)));
    await expect(greeting(connect(port, '127.0.0.1'))).resolves.toMatch(/^421 /u);
    held.forEach((socket) => socket.destroy());
    await eventually(async () => {
      await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    });
  });

  it('keeps nothing of a mail whose connection breaks before its end', async () => {
    const port = await portOf();
    await talk(port, ['EHLO a', 'MAIL FROM:<wang@example.org>', 'RCPT TO:<complaints@example.com>', 'DATA']);
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    const ledger = await bench.settled(1);
    expect(ledger[0]).toMatchObject({ outcome: 'complaint' });
  });

  it('takes mail from swaks, as a server would hand it over', async () => {
    const port = await portOf();
    const { stdout } = await run('swaks', [
      ...['--server', `127.0.0.1:${String(port)}`, '--from', 'wang@example.org', '--to', 'complaints@example.com'],
      ...['--helo', 'mx.example.org', '--header', 'Subject: parking', '--body', '地下车库的车位被占了，物业不管。'],
    ]);
    expect(stdout).toMatch(/^<-.*250 .*OK/mu);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'complaint' });
  });
});

async function greeting(socket: ReturnType<typeof connect>): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', (data) => {
      resolve(data.toString());
    });
    socket.once('error', reject);
  });
}
