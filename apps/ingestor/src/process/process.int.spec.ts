import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { machineNow } from '#libs/clock/business-clock.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { encodeBase32 } from '#libs/mail/token/base32.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const token = encodeBase32(Buffer.alloc(25, 'token-of-a-notice'));

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

async function portOf(extra: Record<string, string> = {}): Promise<number> {
  const { smtp } = await bench.start(undefined, extra);
  return smtp?.port ?? 0;
}

describe('what a mail turns out to be', () => {
  it('a complaint with its photo: text, file and sender are in the vault, the photo as an item of its own (PG-7)', async () => {
    const port = await portOf();
    await sendRaw(
      port,
      complaintMail({
        text: [
          '--b',
          'Content-Type: text/plain; charset=utf-8',
          '',
          '电梯停了。',
          '--b',
          'Content-Type: image/jpeg; name=a.jpg',
          'Content-Transfer-Encoding: base64',
          '',
          Buffer.from('ffd8ffe000', 'hex').toString('base64'),
          '--b--',
        ].join('\r\n'),
      }).replace(
        'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit',
        'Content-Type: multipart/mixed; boundary=b',
      ),
    );
    const [row] = await bench.settled(1);
    const message = StoredMessage.parse(await bench.message(row?.id ?? ''));
    expect(message).toMatchObject({
      channel: 'mail',
      from: { address: 'wang@example.org', name: '王女士' },
      text: { own: '电梯停了。' },
      kind: 'person',
    });
    const { rows } = await database.query<{ id: string }>(
      `select id from vault.item where group_id = $1 and kind = 'attachment'`,
      [row?.id],
    );
    expect(message.attachments).toMatchObject([{ name: 'a.jpg', type: 'image/jpeg', size: 5, item: rows[0]?.id }]);
  });

  it.each([
    ['a token in the subject', { subject: `Re: [202611-T-001·${token}] 电梯` }],
    ['a token in the References', { headers: [`References: <${token}@example.com>`] }],
    ['a token in the text', { text: `好的，谢谢。\r\n\r\n${token}` }],
    ['a case number', { subject: '关于 202611-T-001 的处理' }],
  ])('a reply, by %s', async (_place, changes) => {
    const port = await portOf();
    await sendRaw(port, complaintMail(changes));
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'reply' });
    expect((await bench.outbox()).map(({ type }) => type)).toEqual(['reply.received']);
  });

  it('a reply, by the token in the address it was sent to, though no header of its author names it', async () => {
    const port = await portOf();
    await sendRaw(port, complaintMail(), { to: [`complaints+${token}@example.com`] });
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'reply' });
    expect(StoredMessage.parse(await bench.message(row?.id ?? '')).found.tokens).toEqual([token]);
  });

  it('a bounce of a notice of ours, announced with its status (RFC 3464)', async () => {
    const port = await portOf();
    await sendRaw(port, bounce(), { from: '' });
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'delivery-report' });
    expect((await bench.outbox())[0]).toMatchObject({
      type: 'delivery-report.received',
      envelope: { data: { kind: 'bounce', reports: [{ noticeId: null, status: '5.1.1', outcome: 'failed-hard' }] } },
    });
    expect(StoredMessage.parse(await bench.message(row?.id ?? '')).found.tokens).toEqual([token]);
  });

  it('an absence that answers a notice of ours, announced so that a deputy can be told (RFC 3834)', async () => {
    const port = await portOf();
    await sendRaw(
      port,
      complaintMail({
        subject: '自动回复: 请处理投诉',
        text: '我正在休假，11月25日回来，急事请联系张三。',
        headers: ['Auto-Submitted: auto-replied', `In-Reply-To: <${token}@example.com>`],
      }),
    );
    await bench.settled(1);
    expect((await bench.outbox())[0]).toMatchObject({
      type: 'delivery-report.received',
      envelope: { data: { kind: 'absence', reports: [{ outcome: 'absent' }] } },
    });
  });

  it('our own mail come back: on record, announced to nobody', async () => {
    const port = await portOf();
    const own = complaintMail({ from: 'complaints@example.com', headers: [`In-Reply-To: <${token}@example.com>`] });
    const messageId = /^Message-ID: <(.*)>\r$/mu.exec(own)?.[1] ?? '';
    await sendRaw(port, own.replace('MIME-Version', `X-Redress-Notice: ${messageId}\r\nMIME-Version`));
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'own' });
    expect(await bench.outbox()).toEqual([]);
  });

  it('machine mail: on record where the mailbox takes only people, a complaint where it takes relayed forms', async () => {
    const port = await portOf();
    const relayed = (): string =>
      complaintMail({ from: 'forms@example.org', headers: ['Auto-Submitted: auto-generated'] });
    await sendRaw(port, relayed(), { to: ['complaints@example.com'] });
    await sendRaw(port, relayed(), { to: ['service@example.com'] });
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['machine-note', 'complaint']);
    expect((await bench.outbox()).map(({ envelope }) => envelope.data['automatic'])).toEqual([true]);
  });
});

describe('whether a mail is genuine', () => {
  it('is believed from the server that receives for us, and from no other (RFC 8601)', async () => {
    const { smtp } = await bench.start(`
mailboxes:
  - { key: garden, preset: property-group, unit: jiangnan, origin: mailbox, addresses: [complaints@example.com], authservId: mx.example.com }
`);
    const results = (server: string, verdict: string): string =>
      complaintMail({ headers: [`Authentication-Results: ${server}; dmarc=${verdict} header.from=example.org`] });
    for (const mail of [
      results('mx.example.com', 'pass'),
      results('mx.example.com', 'fail'),
      results('evil.example.net', 'pass'),
      complaintMail(),
    ]) {
      await sendRaw(smtp?.port ?? 0, mail);
    }
    const ledger = await bench.settled(4);
    expect(ledger.map(({ dmarc }) => dmarc)).toEqual(['pass', 'fail', 'unknown', 'unknown']);
  });
});

describe('a reply that belongs to no case of its sender', () => {
  it('is announced as a complaint, once, and its outcome says why', async () => {
    const port = await portOf();
    await sendRaw(port, complaintMail({ subject: '关于 202611-T-009 的处理' }));
    const [row] = await bench.settled(1);
    await publish('reply.unmatched', { deliveryId: row?.id }, 'dispatcher');
    await publish('reply.unmatched', { deliveryId: row?.id }, 'dispatcher');
    await eventually(async () => {
      expect((await bench.ledger())[0]).toMatchObject({ outcome: 'complaint', reason: 'reply-unmatched' });
      const { rows } = await database.query(`select from intake.inbox where state = 'done'`);
      expect(rows).toHaveLength(2);
    });
    const messages = await bench.outbox();
    expect(messages.map(({ type }) => type)).toEqual(['reply.received', 'complaint.received']);
    expect(messages[1]?.envelope).toMatchObject({
      correlationId: row?.id,
      data: { deliveryId: row?.id, automatic: false, attachments: 0 },
    });
  });
});

describe('reading the ledger', () => {
  it('quarantines a delivery over which the process died three times, and goes on with the others', async () => {
    const port = await portOf({ INTAKE_WORKERS: '1' });
    await sendRaw(port, complaintMail());
    await bench.settled(1);
    await bench.stopAll();
    await database.query(
      `update intake.delivery set state = 'received', outcome = null, ended_at = null, started = 3, finished = 0`,
    );
    const again = await portOf({ INTAKE_WORKERS: '1' });
    await sendRaw(again, complaintMail());
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'quarantined', reason: 'crashed' },
      { outcome: 'complaint', reason: null },
    ]);
  });

  it('counts a failure as a failure, not as a crash, and tries again', async () => {
    const port = await portOf();
    await database.query('alter table intake.outbox rename to outbox_away');
    await sendRaw(port, complaintMail());
    await eventually(async () => {
      expect((await bench.ledger())[0]).toMatchObject({ outcome: null, started: 1, finished: 1 });
    });
    await database.query('alter table intake.outbox_away rename to outbox');
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'complaint', started: 2, finished: 2 });
    const { rows } = await database.query(`select from vault.item where kind = 'message' and group_id = $1`, [row?.id]);
    expect(rows).toHaveLength(1);
  });

  it('exports what is not accounted for, what waits and what is quarantined', async () => {
    await database.query(
      `insert into intake.delivery (id, transport, point, identity, preset, unit, channel, origin, received_at, state, created_at)
       select gen_random_uuid(), 'smtp', 'garden', age, 'property-group', 'jiangnan', 'mail', 'mailbox', clock_timestamp(), 'announced',
              clock_timestamp() - age::interval
         from unnest(array['1 minute', '4 minutes', '2 days']) as age`,
    );
    const { url } = await bench.start();
    await eventually(async () => {
      const metrics = await (await fetch(`${url ?? ''}/metrics`)).text();
      expect(metrics).toMatch(/^redress_unaccounted_deliveries\{service="ingestor"\} 2$/mu);
      expect(metrics).toMatch(/^redress_waiting_deliveries\{service="ingestor"\} 3$/mu);
      expect(metrics).toMatch(/^redress_quarantined_deliveries\{service="ingestor"\} 0$/mu);
    });
    expect(await bench.logged('Deliveries are not accounted for')).toBe(1);
  });
});

/** Puts a message of another service onto the embedded transport. */
async function publish(type: string, data: object, producer: string): Promise<void> {
  const envelope = {
    messageId: randomUUID(),
    type,
    version: 1,
    occurredAt: machineNow().toISOString(),
    correlationId: Object.values(data)[0] as string,
    causationId: null,
    producer,
    data,
  };
  await database.query(`select message_queue.add_job('ingestor', $1::json)`, [JSON.stringify(envelope)]);
}

function bounce(): string {
  return [
    'From: Mail Delivery System <mailer-daemon@example.org>',
    'To: complaints@example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Sat, 21 Nov 2026 09:30:00 +0800',
    'Message-ID: <bounce-1@mx.example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
    '',
    '--r',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message could not be delivered: <gone@example.org> user unknown.',
    '--r',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; gone@example.org',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 <gone@example.org>: user unknown',
    '',
    '--r',
    'Content-Type: text/rfc822-headers',
    '',
    'From: complaints@example.com',
    'To: gone@example.org',
    `Message-ID: <${token}@example.com>`,
    'Subject: =?UTF-8?B?6K+35aSE55CG?=',
    '',
    '--r--',
    '',
  ].join('\r\n');
}
