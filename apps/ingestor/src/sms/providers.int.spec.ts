import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { machineNow } from '#libs/clock/business-clock.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, ingestorSets } from '../testing/running-ingestor.js';
import { signTwilio } from './providers/sign-twilio.js';
import { signVonage } from './providers/sign-vonage.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

const point = 'preset: property-group, unit: jiangnan, origin: hotline-sms, secrets: [{ env: NEXT }, { env: NOW }]';
const plan = `
sms:
  - { key: twilio, provider: twilio, publicUrl: "https://hooks.example.cn/sms/twilio", ${point} }
  - { key: vonage, provider: vonage, ${point} }
  - { key: aliyun, provider: aliyun, ${point} }
  - { key: tencent, provider: tencent, allowFrom: [203.0.113.0/24], trustedProxies: [127.0.0.1], ${point} }
`;
const secrets = { NEXT: 'the-next-secret', NOW: 'the-present-secret' };

const json = (url: string, content: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(content),
  });

describe('text messages by the providers of the field', () => {
  it('Twilio: signed over the public URL behind a proxy; a repetition is the same delivery', async () => {
    const { url } = await bench.start(plan, secrets);
    const fields = { MessageSid: 'SM1', From: '+8613800001111', To: '+8610690000', Body: '电梯坏了，三天没人管。' };
    const signature = signTwilio(
      'the-present-secret',
      'https://hooks.example.cn/sms/twilio?a=1',
      Object.entries(fields),
    );
    const push = () =>
      fetch(`${url ?? ''}/intake/sms/twilio?a=1`, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(fields),
      });
    const answer = await push();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/xml')]);
    expect(await answer.text()).toContain('<Response/>');
    await push();
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ identity: 'id/SM1', outcome: 'reply', seen_again: 1 });
    expect(StoredMessage.parse(await bench.message(row?.id ?? ''))).toMatchObject({
      from: { address: '+8613800001111' },
      text: { own: '电梯坏了，三天没人管。' },
    });
  });

  it('Vonage: by GET, signed with a time and a nonce; another message with the same nonce is in doubt', async () => {
    const { url } = await bench.start(plan, secrets);
    const push = (changes: Record<string, string>) => {
      const timestamp = String(Math.floor(machineNow().getTime() / 1_000));
      const fields = {
        msisdn: '8613800001111',
        to: '1069',
        messageId: 'm1',
        text: '漏水',
        timestamp,
        nonce: 'n1',
        ...changes,
      };
      const sig = signVonage('sha256', 'the-next-secret', new Map(Object.entries(fields)));
      return fetch(`${url ?? ''}/intake/sms/vonage?${new URLSearchParams({ ...fields, sig }).toString()}`);
    };
    expect((await push({})).status).toBe(200);
    await push({ messageId: 'm2' });
    await push({ messageId: 'm3', nonce: 'n3', timestamp: '1385047698' });
    const ledger = await bench.settled(3);
    expect(ledger.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['reply', 'replayed', 'signature-stale']);
  });

  it('Aliyun: several in one call, each a delivery; its receipts become reports on our notices', async () => {
    const { url } = await bench.start(plan, secrets);
    const answer = await json(`${url ?? ''}/intake/sms/aliyun?secret=the-present-secret`, [
      { phone_number: '13800001111', content: '电梯坏了', sequence_id: 1 },
      { phone_number: '13800002222', content: '停水了', sequence_id: 2 },
      { phone_number: '13800003333', success: false, err_code: 'MOBILE_NOT_ON_SERVICE', biz_id: 'b-1', out_id: 'o-1' },
    ]);
    expect(await answer.json()).toEqual({ code: 0, msg: '接收成功' });
    const ledger = await bench.settled(3);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['reply', 'reply', 'delivery-report']);
    const report = (await bench.outbox()).find(({ type }) => type === 'delivery-report.received');
    expect(report?.envelope.data).toMatchObject({
      kind: 'sms-receipt',
      reports: [{ noticeId: null, status: 'MOBILE_NOT_ON_SERVICE', outcome: 'failed-hard' }],
    });
    expect(StoredMessage.parse(await bench.message(ledger[2]?.id ?? '')).found.references).toEqual(['b-1', 'o-1']);
  });

  it('without the secret is kept in quarantine, answered as the provider expects, and raised as an alarm', async () => {
    const { url } = await bench.start(plan, secrets);
    const before = await bench.logged('A webhook call did not prove its sender; it is in quarantine').catch(() => 0);
    const answer = await json(`${url ?? ''}/intake/sms/aliyun?secret=guessed`, [{ phone_number: '1', content: 'x' }]);
    expect([answer.status, await answer.json()]).toEqual([200, { code: 0, msg: '接收成功' }]);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'quarantined', reason: 'signature-wrong' });
    expect(await bench.logged('A webhook call did not prove its sender; it is in quarantine')).toBe(before + 1);
  });

  it('Tencent: from its networks only, through a proxy of ours', async () => {
    const { url } = await bench.start(plan, secrets);
    const push = (source: string, text: string) =>
      json(
        `${url ?? ''}/intake/sms/tencent`,
        { extend: '01', mobile: '13800001111', nationcode: '86', sign: '江南里', text, time: 1795222800 },
        { 'x-redress-secret': 'the-present-secret', 'x-forwarded-for': source },
      );
    expect(await (await push('203.0.113.9', '门禁坏了')).json()).toEqual({ result: 0, errmsg: 'OK' });
    await push('203.0.113.9', '门禁坏了');
    await push('198.51.100.1', '路灯坏了');
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['reply', 'source-unknown']);
    expect(ledger[0]).toMatchObject({ seen_again: 1 });
  });

  it('leave no secret of the URL in ledger or log', async () => {
    const { url } = await bench.start(plan, secrets);
    await json(`${url ?? ''}/intake/sms/aliyun?secret=the-present-secret`, [
      { phone_number: '138', content: '漏', sequence_id: 9 },
    ]);
    await fetch(`${url ?? ''}/intake/sms/generic-or-not?secret=the-present-secret`, { method: 'POST' });
    await bench.settled(1);
    expect(await bench.log()).not.toContain('the-present-secret');
  });
});
