import { connect } from 'amqplib';
import { describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { clockMigrations } from '#libs/clock/store/clock.migrations.js';
import { eventually } from './eventually.js';
import { smsGatewayRecorder } from './sms-gateway-recorder.js';
import { smtpSink } from './smtp-sink.js';
import { createTestDatabase, withTestDatabase } from './test-database.js';
import { testMailbox } from './test-mailbox.js';
import { testVhost } from './test-vhost.js';

const database = withTestDatabase({ sets: [clockMigrations] });
const vhost = testVhost();
const mailbox = testMailbox();
const sink = smtpSink();
const gateway = smsGatewayRecorder();
const mail = { from: 'a@example.com', to: 'b@example.com', subject: '投诉', text: '电梯坏了' };

describe('test database', () => {
  it("is migrated and nobody else's", async () => {
    expect((await database.query('select offset_ms from clock.business_clock')).rows).toHaveLength(1);
    const other = await createTestDatabase({ sets: [clockMigrations] });
    await other.query('update clock.business_clock set offset_ms = 5');
    expect(
      (await database.query<{ offset_ms: string }>('select offset_ms from clock.business_clock')).rows[0]?.offset_ms,
    ).toBe('0');
    await other.drop();
  });
});

describe('test virtual host', () => {
  it("can be connected to and cut from the broker's side", async () => {
    const connection = await connect(vhost.url);
    const closed = new Promise((resolve) => connection.once('close', resolve));
    connection.on('error', () => undefined);
    await eventually(async () => {
      expect(await vhost.cutConnections()).toBe(1);
    }, 20_000);
    await closed;
  });
});

describe('test mailbox', () => {
  it('keeps mails and can change its UIDVALIDITY', async () => {
    const uid = await mailbox.append('Subject: one\r\n\r\nbody\r\n');
    expect(await mailbox.uids()).toEqual([uid]);
    const before = await mailbox.uidValidity();
    await mailbox.renumber();
    expect(await mailbox.uidValidity()).not.toBe(before);
    expect(await mailbox.uids()).toHaveLength(1);
    expect(await mailbox.uids('Processed')).toEqual([]);
  });
});

describe('SMTP sink', () => {
  const send = () =>
    createTransport({ host: sink.host, port: sink.port, secure: false, ignoreTLS: true }).sendMail(mail);

  it('keeps what it accepts and answers as told otherwise', async () => {
    await send();
    expect(sink.mailsTo('B@example.com')[0]?.raw.toString()).toContain('Subject: =?UTF-8?');
    sink.be('refuse', 1);
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
    sink.be('defer', 1);
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    sink.be('doubt', 1);
    await expect(send()).rejects.toThrow();
    expect(sink.mails).toHaveLength(2);
    await send();
    expect(sink.mails).toHaveLength(3);
  });
});

describe('SMS gateway recorder', () => {
  const post = (reference: string, limitMs = 2_000) =>
    fetch(gateway.url, {
      method: 'POST',
      body: JSON.stringify({ reference, to: '+8613800001111', template: 'ack', parameters: {}, text: '已受理' }),
      signal: AbortSignal.timeout(limitMs),
    });

  it('records by reference, and leaves the sender in doubt as told', async () => {
    expect((await post('n-1')).status).toBe(200);
    gateway.be('break', 1);
    expect((await post('n-2')).status).toBe(500);
    gateway.be('lose', 1);
    await expect(post('n-3', 100)).rejects.toThrow();
    expect(gateway.sent.map(({ reference }) => reference)).toEqual(['n-1', 'n-2']);
    expect((await fetch(`${gateway.url}/n-2`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/n-3`)).status).toBe(404);
    expect(gateway.inquiries).toEqual(['n-2', 'n-3']);
  });
});
