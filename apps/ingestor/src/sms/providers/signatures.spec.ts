import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { SmsProvider, WebhookCall, WebhookRule } from '../sms.provider.js';
import { smsProviders } from '../sms-providers.js';
import { sourceAllowed } from '../source-allowed.js';

const now = new Date('2026-11-21T01:02:00Z');
const rule = (secret: string, signatureMethod: WebhookRule['signatureMethod'] = 'sha256'): WebhookRule => ({
  secrets: ['the-next-one', secret],
  windowSeconds: 300,
  signatureMethod,
});
const call = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  method: 'GET' | 'POST' = 'POST',
): WebhookCall => ({ method, url, body: Buffer.from(body), header: (name) => headers[name] });
const read = (provider: SmsProvider, content: unknown) => provider.read(Buffer.from(JSON.stringify(content)));

describe('Twilio', () => {
  const { twilio } = smsProviders;
  const url = 'https://hooks.example.cn/intake/sms/hotline?lang=zh';
  const form = new URLSearchParams({
    MessageSid: 'SM0000000000000000000000000000aa01',
    From: '+8613800001111',
    To: '+8610690000',
    Body: '电梯坏了 & 三天没人管',
  }).toString();
  const signed = (signature: string, at = url, body = form) =>
    twilio.check(call(at, body, { 'x-twilio-signature': signature }), rule('made-up-token'), now);

  it.each(['niU4TAF6ppoS4aYylXB0Rc4uguQ=', 'XNwcbonFR7dYNlg40zZ0GmN+5Ms='])(
    'is believed with the URL signed with or without its port (%s)',
    (signature) => {
      expect(signed(signature)).toBe('holds');
      expect(signed(signature, url.replace('.cn/', '.cn:443/'))).toBe('holds');
    },
  );

  it('is not for another query, another host, another text, or nothing at all', () => {
    const signature = 'niU4TAF6ppoS4aYylXB0Rc4uguQ=';
    expect(signed(signature, url.replace('zh', 'en'))).toBe('signature-wrong');
    expect(signed(signature, url.replace('hooks', 'other'))).toBe('signature-wrong');
    expect(signed(signature, url, form.replace('SM', 'SN'))).toBe('signature-wrong');
    expect(signed('')).toBe('signature-missing');
  });

  it('signs a JSON body by its hash in the URL', () => {
    const body = '{"MessageSid":"SM2"}';
    const at = `${url}&bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const signature = createHmac('sha1', 'made-up-token').update(at).digest('base64');
    expect(signed(signature, at, body)).toBe('holds');
    expect(signed(signature, at, '{"MessageSid":"SM3"}')).toBe('signature-wrong');
  });

  it('brings messages, and receipts of which only the final ones count', () => {
    expect(twilio.read(Buffer.from(form))).toMatchObject({ kind: 'message', from: '+8613800001111' });
    const receipt = (status: string) =>
      twilio.read(Buffer.from(`MessageSid=SM9&MessageStatus=${status}&ErrorCode=30003`));
    expect(receipt('undelivered')).toEqual({
      kind: 'receipt',
      references: ['SM9'],
      status: '30003',
      outcome: 'failed-hard',
    });
    expect(receipt('sent')).toMatchObject({ outcome: null });
  });
});

describe('Vonage', () => {
  const { vonage } = smsProviders;
  const fields = {
    msisdn: '8613800001111',
    to: '10690000',
    messageId: '0A0000001234ABCD',
    text: '水管=漏了 & 没人修',
    type: 'text',
    timestamp: '1795222800',
    nonce: 'aaaaaaaa-1111',
    'message-timestamp': '2026-11-21 01:00:00',
  };
  const signatures: readonly (readonly [WebhookRule['signatureMethod'], string])[] = [
    ['md5hash', '40656a1c34b53c3981f0357ed7591dcb'],
    ['md5', '8F31E2E8DD7BB8310FE929FE3AC40569'],
    ['sha1', '1735F4A4D1D23A94985D29193AAC4079DE75E6D5'],
    ['sha256', '3DF0182350430B849A060026434AD6AE65D3F9C1F9C9B3FE0E9170AAE740CAB1'],
    [
      'sha512',
      '6917D88E56771A26344A47F1661853E953F0F96F9192F378D1EBAE64120C164C869B1D0FEDCE8BF829398755995F0D51DC2715A49B26AE2ED1BEC8F64EB8B2D9',
    ],
  ];
  const at = (sig: string, changes: object = {}): string =>
    `https://hooks.example.cn/intake/sms/vonage?${new URLSearchParams({ ...fields, ...changes, sig }).toString()}`;

  it.each(signatures)('is believed when its fields are signed by %s, called by GET or POST', (method, sig) => {
    const secret = rule('made-up-secret', method);
    expect(vonage.check(call(at(sig), '', {}, 'GET'), secret, now)).toBe('holds');
    const body = JSON.stringify({ ...fields, sig });
    expect(vonage.check(call('https://hooks.example.cn/', body), secret, now)).toBe('holds');
    expect(vonage.check(call(at(sig, { text: '都好' }), '', {}, 'GET'), secret, now)).toBe('signature-wrong');
  });

  it('is believed by the agreed method only, and not for long', () => {
    const [, [, md5] = ['', '']] = signatures;
    expect(vonage.check(call(at(md5), '', {}, 'GET'), rule('made-up-secret', 'sha256'), now)).toBe('signature-wrong');
    const late = new Date(now.getTime() + 600_000);
    expect(vonage.check(call(at(md5), '', {}, 'GET'), rule('made-up-secret', 'md5'), late)).toBe('signature-stale');
    expect(vonage.check(call('https://hooks.example.cn/?text=x', '', {}, 'GET'), rule('s'), now)).toBe(
      'signature-missing',
    );
  });

  it('is believed by a token that is bound to the body (RFC 7519)', () => {
    const body = JSON.stringify({ message_uuid: 'u-1', from: '8613800001111', to: '10690000', text: '停电了' });
    const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = (claims: object, secret = 'made-up-secret', alg = 'HS256'): string => {
      const signed = `${encoded({ alg, typ: 'JWT' })}.${encoded({ iat: 1_795_222_800, jti: 'n-1', ...claims })}`;
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    };
    const hash = { payload_hash: createHash('sha256').update(body).digest('hex') };
    const check = (bearer: string, sent = body) =>
      vonage.check(
        call('https://hooks.example.cn/', sent, { authorization: `Bearer ${bearer}` }),
        rule('made-up-secret'),
        now,
      );
    expect(check(token(hash))).toBe('holds');
    expect(check(token(hash, 'guessed'))).toBe('signature-wrong');
    expect(check(token(hash, 'made-up-secret', 'none'))).toBe('signature-wrong');
    expect(check(token(hash), body.replace('停', '来'))).toBe('signature-wrong');
    expect(check(token({}))).toBe('signature-wrong');
    expect(check(token({ ...hash, iat: 1_795_220_000 }))).toBe('signature-stale');
    expect(vonage.nonceOf(call('https://hooks.example.cn/', body, { authorization: `Bearer ${token(hash)}` }))).toBe(
      'n-1',
    );
  });

  it('says which part of a long message it brings, and what became of ours', () => {
    const part = { concat: 'true', 'concat-ref': '91', 'concat-total': '3', 'concat-part': '2' };
    expect(read(vonage, { ...fields, ...part })).toMatchObject({ part: { reference: '91', total: 3, index: 2 } });
    expect(
      read(vonage, { messageId: 'm', msisdn: '86138', status: 'expired', 'err-code': '1', 'client-ref': 'ours' }),
    ).toEqual({
      kind: 'receipt',
      references: ['m', 'ours'],
      status: '1',
      outcome: 'failed-hard',
    });
  });
});

describe('providers that sign nothing', () => {
  it.each(['aliyun', 'tencent'] as const)('%s is believed by a secret in URL or header, any candidate', (name) => {
    const check = (url: string, headers = {}) =>
      smsProviders[name].check(call(url, '[]', headers), rule('told-to-them'), now);
    expect(check('https://hooks.example.cn/x?secret=told-to-them')).toBe('holds');
    expect(check('https://hooks.example.cn/x', { 'x-redress-secret': 'the-next-one' })).toBe('holds');
    expect(check('https://hooks.example.cn/x?secret=guessed')).toBe('signature-wrong');
    expect(check('https://hooks.example.cn/x')).toBe('signature-missing');
  });

  it('Aliyun brings several at once, each a record of its own', () => {
    const body = JSON.stringify([
      { phone_number: '13800001111', content: '电梯坏了', sequence_id: 7, dest_code: '1069' },
      { phone_number: '13800002222', success: false, err_code: 'SP_UNKNOWN_ERROR', biz_id: 'b-1', out_id: 'ours' },
    ]);
    const readings = smsProviders.aliyun.records(call('', body)).map((record) => smsProviders.aliyun.read(record));
    expect(readings).toEqual([
      { kind: 'message', id: '7', from: '13800001111', to: '1069', text: '电梯坏了', part: null },
      { kind: 'receipt', references: ['b-1', 'ours'], status: 'SP_UNKNOWN_ERROR', outcome: 'failed-hard' },
    ]);
  });

  it('Tencent writes numbers in two fields, and calls its display name a sign', () => {
    const reply = {
      extend: '01',
      mobile: '13800001111',
      nationcode: '86',
      sign: '江南里',
      text: '还在漏',
      time: 1795222800,
    };
    expect(read(smsProviders.tencent, reply)).toMatchObject({ id: null, from: '+8613800001111', text: '还在漏' });
    expect(
      read(smsProviders.tencent, { mobile: '138', report_status: 'FAIL', errmsg: 'REJECTD', sid: 's-1' }),
    ).toMatchObject({
      kind: 'receipt',
      references: ['s-1'],
      outcome: 'failed-hard',
    });
  });
});

describe('where a call comes from', () => {
  const from = { allowFrom: ['203.0.113.0/24', '2001:db8::/32'], trustedProxies: ['10.0.0.2'] };

  it('is the peer, or what a proxy of ours says', () => {
    expect(sourceAllowed('203.0.113.9', undefined, from)).toBe(true);
    expect(sourceAllowed('::ffff:203.0.113.9', undefined, from)).toBe(true);
    expect(sourceAllowed('2001:db8::7', undefined, from)).toBe(true);
    expect(sourceAllowed('10.0.0.2', '203.0.113.9', from)).toBe(true);
    expect(sourceAllowed('10.0.0.2', '203.0.113.9, 198.51.100.1', from)).toBe(false);
    expect(sourceAllowed('198.51.100.1', '203.0.113.9', from)).toBe(false);
    expect(sourceAllowed('198.51.100.1', undefined, { allowFrom: [], trustedProxies: [] })).toBe(true);
  });
});
