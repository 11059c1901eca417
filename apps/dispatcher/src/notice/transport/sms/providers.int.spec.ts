import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { NoticeId } from '#libs/contracts/identity.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { aliyunAccess } from '#libs/testing/sms-providers/aliyun.stub.js';
import { providerStub, startProviderStub } from '#libs/testing/sms-providers/provider-stub.js';
import { tencentAccess } from '#libs/testing/sms-providers/tencent.stub.js';
import { twilioAccess } from '#libs/testing/sms-providers/twilio.stub.js';
import { vonageAccess } from '#libs/testing/sms-providers/vonage.stub.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import type { SmsTransport } from '../sms.transport.js';
import { openAccount } from './open-account.js';
import { SmsAccount } from './sms-account.schema.js';

const stub = providerStub();
const notice = NoticeId.parse('0190a000-0000-7000-8000-00000000a001');
const attemptedAt = new Date(performance.timeOrigin + performance.now());

const sms: SealedSms = {
  channel: 'sms',
  to: '+8613800001111',
  template: 'acknowledgement',
  key: 'acknowledgement',
  language: 'zh',
  code: null,
  order: ['number', 'department', 'dueAt'],
  parameters: { number: '202611-GC-001', department: '工程部', dueAt: '', organisation: '江南里项目' },
  text: '【江南里项目】感谢您的反映，您的投诉已受理，编号202611-GC-001。',
  account: 'main',
};
const templates = {
  acknowledgement: {
    zh: { code: 'SMS_154950909', parameters: ['number', 'department', 'dueAt'], whenEmpty: { dueAt: '近日' } },
  },
};
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

const secrets: Readonly<Record<string, string>> = {
  TWILIO: twilioAccess.secret,
  VONAGE: vonageAccess.secret,
  VONAGE_KEY: pem,
  ALIYUN: aliyunAccess.secret,
  TENCENT: tencentAccess.secret,
  WRONG: 'wrong',
};

type Name = 'twilio' | 'vonage' | 'vonage-messages' | 'aliyun' | 'tencent';

function entry(name: Name, secret?: string): object {
  const { url } = stub;
  switch (name) {
    case 'twilio':
      return {
        provider: 'twilio',
        accountSid: twilioAccess.accountSid,
        secret: { env: secret ?? 'TWILIO' },
        from: '+14155550100',
        statusCallback: 'https://hooks.example.cn/intake/sms/twilio',
        baseUrl: url,
      };
    case 'vonage':
    case 'vonage-messages':
      return {
        provider: 'vonage',
        api: name === 'vonage' ? 'sms' : 'messages',
        apiKey: vonageAccess.apiKey,
        secret: { env: secret ?? 'VONAGE' },
        applicationId: 'a-1',
        privateKey: { env: 'VONAGE_KEY' },
        from: 'Redress',
        restUrl: url,
        apiUrl: url,
      };
    case 'aliyun':
      return {
        provider: 'aliyun',
        accessKeyId: aliyunAccess.id,
        secret: { env: secret ?? 'ALIYUN' },
        signature: '江南里',
        templates,
        baseUrl: url,
      };
    case 'tencent':
      return {
        provider: 'tencent',
        secretId: tencentAccess.id,
        secret: { env: secret ?? 'TENCENT' },
        application: tencentAccess.application,
        signature: '江南里',
        templates,
        baseUrl: url,
      };
  }
  return name satisfies never;
}

function open(name: Name, secret?: string, deadlineMs = 2_000): SmsTransport {
  return openAccount(SmsAccount.parse({ key: 'main', ...entry(name, secret) }), {
    secretOf: (ref) => secrets['env' in ref ? ref.env : ''] ?? '',
    deadlineMs,
    logger: new MemoryLogger(),
  });
}

const all: readonly Name[] = ['twilio', 'vonage', 'vonage-messages', 'aliyun', 'tencent'];

describe.each(all)('sending by %s', (name) => {
  it('hands it over once, with number, text or approved code and values, and our own id', async () => {
    const attempt = await open(name).send(notice, sms);
    const [taken] = stub.world.taken;
    expect(stub.world.forged).toEqual([]);
    expect(attempt).toEqual({ kind: 'accepted', reference: taken?.id });
    expect(taken?.ours).toBe(notice);
    expect(taken?.to.endsWith('13800001111')).toBe(true);
    const free = name === 'twilio' || name.startsWith('vonage');
    expect(taken?.text).toBe(free ? sms.text : 'SMS_154950909');
    if (!free) {
      expect(taken?.from).toBe('江南里');
      expect(Object.values(taken?.values as object)).toEqual(['202611-GC-001', '工程部', '近日']);
    }
  });

  it.each(['hang', 'cut', 'break', 'garbage', 'drop'] as const)(
    'is in doubt after %s, and is found by asking where it was taken',
    async (kind) => {
      stub.world.mood = { kind };
      const transport = open(name, undefined, 400);
      expect(await transport.send(notice, sms)).toMatchObject({ kind: 'unknown' });
      const inquiry = await transport.inquire({ notice, sms, attemptedAt });
      expect(stub.world.taken).toHaveLength(kind === 'drop' ? 0 : 1);
      // Tencent lists what carriers have reported: nothing yet.
      const listed = kind !== 'drop' && name !== 'tencent';
      expect(inquiry).toMatchObject({ kind: listed ? 'accepted' : 'unsettled' });
    },
  );

  it('learns by asking that it arrived, that it was lost, or that nobody answers', async () => {
    const transport = open(name);
    await transport.send(notice, sms);
    const [taken] = stub.world.taken;
    for (const [outcome, kind] of [
      ['delivered', 'accepted'],
      ['failed', 'refused'],
    ] as const) {
      Object.assign(taken ?? {}, { outcome });
      expect(await transport.inquire({ notice, sms, attemptedAt })).toMatchObject({ kind });
    }
    stub.world.answersQuestions = false;
    expect(await transport.inquire({ notice, sms, attemptedAt })).toMatchObject({ kind: 'away' });
  });

  it('waits when nobody listens there: nothing can have gone', async () => {
    const closed = await startProviderStub();
    await closed.stop();
    const gone = SmsAccount.parse({
      key: 'main',
      ...entry(name),
      ...Object.fromEntries(
        ['baseUrl', 'restUrl', 'apiUrl'].filter((key) => key in entry(name)).map((key) => [key, closed.url]),
      ),
    });
    const transport = openAccount(gone, {
      secretOf: (ref) => secrets['env' in ref ? ref.env : ''] ?? '',
      deadlineMs: 1_000,
      logger: new MemoryLogger(),
    });
    expect(await transport.send(notice, sms)).toMatchObject({ kind: 'transient', code: 'server-away' });
  });
});

describe('refusals by name', () => {
  const refusals: readonly [Name, string, string][] = [
    ['twilio', '20429', 'transient frequency-limited'],
    ['twilio', '63018', 'transient frequency-limited'],
    ['twilio', '21610', 'refused recipient-opted-out'],
    ['twilio', '21211', 'refused recipient-refused'],
    ['twilio', '30007', 'refused content-refused'],
    ['twilio', '21606', 'misconfigured sender-not-allowed'],
    ['twilio', '99999', 'refused refused-otherwise'],
    ['vonage', '1', 'transient frequency-limited'],
    ['vonage', '7', 'refused recipient-opted-out'],
    ['vonage', '9', 'misconfigured balance-exhausted'],
    ['vonage-messages', '1070', 'misconfigured balance-exhausted'],
    ['vonage-messages', '1120', 'misconfigured sender-not-allowed'],
    ['aliyun', 'isv.BUSINESS_LIMIT_CONTROL', 'transient frequency-limited'],
    ['aliyun', 'isv.BLACK_KEY_CONTROL_LIMIT', 'refused content-refused'],
    ['aliyun', 'isv.MOBILE_NUMBER_ILLEGAL', 'refused recipient-refused'],
    ['aliyun', 'isv.AMOUNT_NOT_ENOUGH', 'misconfigured balance-exhausted'],
    ['aliyun', 'isv.SMS_TEMPLATE_ILLEGAL', 'misconfigured template-not-approved'],
    ['aliyun', 'isv.SMS_SIGNATURE_ILLEGAL', 'misconfigured signature-not-approved'],
    ['aliyun', 'InvalidAccessKeyId.NotFound', 'misconfigured credentials-refused'],
    ['tencent', 'LimitExceeded.PhoneNumberThirtySecondLimit', 'transient frequency-limited'],
    ['tencent', 'LimitExceeded.PhoneNumberDailyLimit', 'refused daily-limit'],
    ['tencent', 'FailedOperation.ContainSensitiveWord', 'refused content-refused'],
    ['tencent', 'FailedOperation.PhoneNumberInBlacklist', 'refused recipient-opted-out'],
    ['tencent', 'InvalidParameterValue.IncorrectPhoneNumber', 'refused recipient-refused'],
    ['tencent', 'FailedOperation.InsufficientBalanceInSmsPackage', 'misconfigured balance-exhausted'],
    ['tencent', 'FailedOperation.TemplateIncorrectOrUnapproved', 'misconfigured template-not-approved'],
    ['tencent', 'InternalError.Timeout', 'unknown'],
  ];

  it.each(refusals)('%s %s is %s', async (name, code, expected) => {
    stub.world.mood = { kind: 'refuse', code };
    const attempt = await open(name).send(notice, sms);
    expect([attempt.kind, ...('code' in attempt ? [attempt.code] : [])].join(' ')).toBe(expected);
    expect(stub.world.taken).toHaveLength(0);
  });

  it("tells Aliyun's daily limit from the others by its text", async () => {
    stub.world.mood = { kind: 'refuse', code: 'isv.BUSINESS_LIMIT_CONTROL', message: '触发天级流控Permits:10' };
    expect(await open('aliyun').send(notice, sms)).toMatchObject({ kind: 'refused', code: 'daily-limit' });
  });

  it.each(['twilio', 'vonage', 'aliyun', 'tencent'] as const)('%s with a wrong secret says so', async (name) => {
    const attempt = await open(name, 'WRONG').send(notice, sms);
    expect(attempt).toMatchObject({ kind: 'misconfigured', code: 'credentials-refused' });
    expect(stub.world.forged).toHaveLength(1);
  });
});

describe.each(['aliyun', 'tencent'] as const)('%s, which sends approved texts only', (name) => {
  it.each([
    ['a text without an approved code', { key: 'plan-told', order: ['number'] }, 'template-unmapped'],
    ['an empty value without a word for it', { parameters: { number: '1', dueAt: '明天' } }, 'template-unmapped'],
    ['the words of a person', { key: 'handler-reply', code: 'SMS_1', order: ['number', 'text'] }, 'free-text'],
  ] as const)('does not try %s', async (_case, changes, code) => {
    const attempt = await open(name).send(notice, { ...sms, ...changes } as SealedSms);
    expect(attempt).toMatchObject({ kind: 'misconfigured', code });
    expect(stub.world.taken).toHaveLength(0);
  });

  it("takes the preset's code where the settings have none", async () => {
    const own = { ...sms, key: 'closing-thanks', code: 'SMS_7', order: ['number'] };
    expect(await open(name).send(notice, own)).toMatchObject({ kind: 'accepted' });
    expect(stub.world.taken[0]).toMatchObject({ text: 'SMS_7' });
  });
});

it('an account whose private key is none does not start', () => {
  const broken = SmsAccount.parse({ key: 'main', ...entry('vonage-messages'), privateKey: { env: 'WRONG' } });
  expect(() =>
    openAccount(broken, { secretOf: () => 'no key', deadlineMs: 1_000, logger: new MemoryLogger() }),
  ).toThrow('SMS account main: privateKey is no private key in PEM form');
});

it('Twilio that does not list it after three minutes never had it, and it may be sent again', async () => {
  const long = new Date(attemptedAt.getTime() - 4 * 60_000);
  expect(await open('twilio').inquire({ notice, sms, attemptedAt: long })).toEqual({ kind: 'unknown' });
});
