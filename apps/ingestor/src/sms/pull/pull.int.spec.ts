import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { eventually } from '#libs/testing/eventually.js';
import { aliyunAccess } from '#libs/testing/sms-providers/aliyun.stub.js';
import { providerStub } from '#libs/testing/sms-providers/provider-stub.js';
import { tencentAccess } from '#libs/testing/sms-providers/tencent.stub.js';
import { twilioAccess } from '#libs/testing/sms-providers/twilio.stub.js';
import { vonageAccess } from '#libs/testing/sms-providers/vonage.stub.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, ingestorSets, plainPlan } from '../../testing/running-ingestor.js';
import { signTwilio } from '../providers/sign-twilio.js';
import { signVonage } from '../providers/sign-vonage.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const stub = providerStub();

beforeEach(async () => {
  await bench.clear();
  await database.query('truncate intake.sms_watch');
});
afterAll(() => bench.cleanUp());

type Name = 'twilio' | 'vonage' | 'tencent' | 'aliyun';

const secrets = {
  HOOK: 'hook-secret',
  TWILIO: twilioAccess.secret,
  VONAGE: vonageAccess.secret,
  TENCENT: tencentAccess.secret,
  ALIYUN: aliyunAccess.secret,
};
const everySecond = { INTAKE_SMS_PULL_SECONDS: '1', INTAKE_SMS_AWAY_SECONDS: '600' };

function planOf(name: Name): string {
  const { url } = stub;
  const pull = {
    twilio: `{ provider: twilio, accountSid: ${twilioAccess.accountSid}, secret: { env: TWILIO }, baseUrl: "${url}" }`,
    vonage: `{ provider: vonage, apiKey: ${vonageAccess.apiKey}, secret: { env: VONAGE }, baseUrl: "${url}" }`,
    tencent: `{ provider: tencent, secretId: ${tencentAccess.id}, secret: { env: TENCENT }, application: "${tencentAccess.application}", baseUrl: "${url}" }`,
    aliyun: `{ provider: aliyun, accessKeyId: ${aliyunAccess.id}, secret: { env: ALIYUN }, queues: { SmsUp: Alicom-Queue-1-SmsUp, SmsReport: Alicom-Queue-1-SmsReport }, baseUrl: "${url}", queueUrl: "${url}" }`,
  }[name];
  return `
sms:
  - { key: hotline, preset: property-group, unit: jiangnan, origin: hotline-sms, provider: ${name}, publicUrl: "https://hooks.example.cn/intake/sms/hotline", secrets: [{ env: HOOK }], pull: ${pull} }
`;
}

const text = '三号楼电梯又停了，老人下不了楼！';
const at = (): Date => new Date(Math.floor((performance.timeOrigin + performance.now()) / 1_000) * 1_000);

function waits(id: string): { from: string; at: Date } {
  const sms = { id, from: '+8613800001111', to: '+14155550100', text, at: at() };
  stub.world.waiting.push(sms);
  return sms;
}

/** The provider pushes after all what was pulled before. */
async function push(url: string | null, name: Name, id: string, sentAt: Date): Promise<Response> {
  const target = `${url ?? ''}/intake/sms/hotline`;
  switch (name) {
    case 'twilio': {
      const fields: [string, string][] = [
        ['MessageSid', id],
        ['From', '+8613800001111'],
        ['To', '+14155550100'],
        ['Body', text],
        ['NumMedia', '0'],
      ];
      return fetch(target, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signTwilio(secrets.HOOK, 'https://hooks.example.cn/intake/sms/hotline', fields),
        },
        body: new URLSearchParams(fields).toString(),
      });
    }
    case 'vonage': {
      const fields = new Map([
        ['messageId', id],
        ['msisdn', '8613800001111'],
        ['to', '14155550100'],
        ['text', text],
        ['nonce', id],
        ['timestamp', String(Math.floor(sentAt.getTime() / 1_000))],
      ]);
      fields.set('sig', signVonage('sha256', secrets.HOOK, fields));
      return fetch(target, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Object.fromEntries(fields)),
      });
    }
    case 'tencent':
      return fetch(`${target}?secret=${secrets.HOOK}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          time: Math.floor(sentAt.getTime() / 1_000),
          text,
          extend: '01',
          nationcode: '86',
          mobile: '13800001111',
          sign: '江南里',
        }),
      });
    case 'aliyun':
      return fetch(`${target}?secret=${secrets.HOOK}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([
          {
            phone_number: '13800001111',
            content: text,
            dest_code: '01',
            sequence_id: id,
            send_time: '2026-11-21 09:00:00',
          },
        ]),
      });
  }
  return name satisfies never;
}

describe.each(['twilio', 'vonage', 'tencent', 'aliyun'] as const)('what %s could not push', (name) => {
  it('is pulled after an absence, and is the same delivery when the push comes yet', async () => {
    const sms = waits('up-1');
    const { url } = await bench.start(planOf(name), { ...everySecond, ...secrets });
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ transport: 'sms', point: 'hotline', outcome: 'reply' });
    const stored = StoredMessage.parse(await bench.message(row?.id ?? ''));
    expect(stored).toMatchObject({ from: { address: '+8613800001111' }, text: { own: text } });
    expect((await push(url, name, 'up-1', sms.at)).status).toBe(200);
    await eventually(async () => {
      const [again] = await bench.settled(1);
      expect(again?.seen_again).toBeGreaterThan(0);
    }, 10_000);
    expect(await bench.outbox()).toHaveLength(1);
    expect(stub.world.forged).toEqual([]);
  });

  it('is pulled in the next round when the provider was away in this one, and nobody is alarmed', async () => {
    stub.world.answersQuestions = false;
    waits('up-2');
    await bench.start(planOf(name), { ...everySecond, ...secrets });
    await eventually(async () => {
      expect(await bench.logged('Text messages could not be pulled; tried again')).toBeGreaterThan(0);
    }, 10_000);
    expect(await bench.ledger()).toHaveLength(0);
    stub.world.answersQuestions = true;
    await bench.settled(1);
    expect((await bench.outbox()).map(({ type }) => type)).toEqual(['reply.received']);
  });
});

it('receipts that were not pushed are pulled too, once', async () => {
  stub.world.take({ provider: 'tencent', ours: 'n-1', to: '+8613800001111', text: '1', values: [], from: '江南里' });
  Object.assign(stub.world.taken[0] ?? {}, { outcome: 'delivered' });
  await bench.start(planOf('tencent'), { ...everySecond, ...secrets });
  const [row] = await bench.settled(1);
  expect(row).toMatchObject({
    outcome: 'delivery-report',
    identity: `receipt/${stub.world.taken[0]?.id ?? ''}/delivered`,
  });
  await eventually(async () => {
    expect((await bench.ledger())[0]?.seen_again).toBeGreaterThan(0);
  }, 10_000);
  expect(await bench.outbox()).toHaveLength(1);
});

describe('an absence after which nothing can be pulled', () => {
  const absent = async (): Promise<void> => {
    await database.query(
      `insert into intake.sms_watch (point, alive_at) values ('gateway', clock_timestamp() - interval '3 hours')`,
    );
  };

  it('raises an alarm that says since when pushes may be missing: metric, log and a message for the desk, once', async () => {
    await absent();
    const { url } = await bench.start(plainPlan, everySecond);
    const missed = await eventually(async () => {
      const found = (await bench.outbox()).find(({ type }) => type === 'pushes.missed');
      expect(found).toBeDefined();
      return found?.envelope.data;
    }, 10_000);
    expect(missed).toMatchObject({ entry: 'gateway', preset: 'property-group', unit: 'jiangnan' });
    const [since, until] = ['since', 'until'].map((part) => Date.parse(String(missed?.[part])));
    expect((until ?? 0) - (since ?? 0)).toBeGreaterThan(2.9 * 3_600_000);
    const metrics = await (await fetch(`${url ?? ''}/metrics`)).text();
    const shown = /redress_sms_pushes_missing_since_seconds\{[^}]*gateway[^}]*\} (?<since>\d+)/u.exec(metrics);
    expect(Number(shown?.groups?.['since'])).toBe(Math.floor((since ?? 0) / 1_000));
    const sentence = "Text messages pushed while we were away may be missing: look at the provider's own list";
    const alarms = await bench.logged(sentence);
    await bench.stopAll();
    await bench.start(plainPlan, everySecond);
    await eventually(async () => {
      const { rows } = await database.query<{ alive: boolean }>(
        `select alive_at > clock_timestamp() - interval '2 seconds' as alive from intake.sms_watch`,
      );
      expect(rows[0]?.alive).toBe(true);
    }, 10_000);
    expect(await bench.logged(sentence)).toBe(alarms);
    expect((await bench.outbox()).filter(({ type }) => type === 'pushes.missed')).toHaveLength(1);
  });

  it('is none after a short restart, nor at the first start of all', async () => {
    await bench.start(plainPlan, everySecond);
    await bench.stopAll();
    await bench.start(plainPlan, everySecond);
    await eventually(async () => {
      const { rows } = await database.query('select point from intake.sms_watch where alive_at is not null');
      expect(rows).toHaveLength(1);
    }, 10_000);
    expect(await bench.outbox()).toEqual([]);
  });
});
