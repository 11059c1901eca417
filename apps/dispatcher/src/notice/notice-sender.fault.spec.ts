import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeId } from '#libs/contracts/identity.js';
import { eventually } from '#libs/testing/eventually.js';
import { smsGatewayRecorder } from '#libs/testing/sms-gateway-recorder.js';
import { aliyunAccess } from '#libs/testing/sms-providers/aliyun.stub.js';
import { providerStub } from '#libs/testing/sms-providers/provider-stub.js';
import { tencentAccess } from '#libs/testing/sms-providers/tencent.stub.js';
import { twilioAccess } from '#libs/testing/sms-providers/twilio.stub.js';
import { smtpSink } from '#libs/testing/smtp-sink.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import type { NoticePoint } from './send/notice-points.js';
import { benchKeys, letter, noticeBench, sms } from './testing/notice-bench.js';

const bench = noticeBench();
const sink = smtpSink();
const gateway = smsGatewayRecorder();
const providers = providerStub();
endSpawnedServices();

const recoveryLimitMs = 20_000;

const generic = () => ({ provider: 'generic', url: gateway.url, secret: { env: 'SMS_SECRET' } });
const twilio = () => ({
  provider: 'twilio',
  accountSid: twilioAccess.accountSid,
  secret: { env: 'SMS_SECRET' },
  from: '+14155550100',
  baseUrl: providers.url,
});
const aliyun = () => ({
  provider: 'aliyun',
  accessKeyId: aliyunAccess.id,
  secret: { env: 'SMS_SECRET' },
  signature: '江南里',
  templates: { dispatch: { zh: { code: 'SMS_1' } } },
  baseUrl: providers.url,
});
const tencent = () => ({
  provider: 'tencent',
  secretId: tencentAccess.id,
  secret: { env: 'SMS_SECRET' },
  application: tencentAccess.application,
  signature: '江南里',
  templates: { dispatch: { zh: { code: '1' } } },
  baseUrl: providers.url,
});
const secretOf: Readonly<Record<string, string>> = {
  generic: 'a secret of the test gateway',
  twilio: twilioAccess.secret,
  aliyun: aliyunAccess.secret,
  tencent: tencentAccess.secret,
};

function start(crashAt?: NoticePoint, account: { readonly provider: string } = generic()) {
  return spawnService({
    entry: 'apps/dispatcher/src/notice/testing/notice-sender.main.ts',
    env: {
      URL: bench.database.url,
      SMTP: sink.url,
      SMS_ACCOUNT: JSON.stringify({ key: 'main', ...account }),
      SMS_SECRET: secretOf[account.provider] ?? '',
      BLOBS: bench.blobFolder,
      NOW: bench.clock.now().toISOString(),
      MASTER_KEY: benchKeys.masterKeys.split(':')[1] ?? '',
      INDEX_KEY: benchKeys.indexKey,
      DEADLINE_MS: '1000',
      ...(crashAt === undefined ? {} : { REDRESS_CRASH_AT: crashAt }),
    },
  });
}

/** Lets a sender die at the point, starts another one, and waits until the notice is told. */
async function killedAt(
  point: NoticePoint,
  id: NoticeId,
  account: { readonly provider: string } = generic(),
): Promise<void> {
  const { signal } = await start(point, account).exited;
  expect(signal).toBe('SIGKILL');
  expect(await bench.row(id)).toMatchObject({ state: 'sending' });
  const next = start(undefined, account);
  await eventually(async () => {
    expect(await bench.row(id)).toMatchObject({ state: 'told' });
  }, recoveryLimitMs);
  await next.kill('SIGKILL');
}

describe('a sender killed with kill -9', () => {
  beforeEach(() => {
    sink.clear();
    gateway.clear();
  });

  it("between the server's yes and our commit sends the mail again as a true copy: same bytes, same Message-ID", async () => {
    const [id] = (await bench.intend(await bench.newCase(), letter())) as [NoticeId];
    await killedAt('notice-accepted', id);
    const [first, second] = sink.mails;
    expect(sink.mails).toHaveLength(2);
    expect(first?.raw.equals(second?.raw ?? Buffer.alloc(0))).toBe(true);
    expect(first?.raw.toString('latin1')).toContain((await bench.row(id)).message_id);
  }, 60_000);

  it('before anything went sends the mail once', async () => {
    const [id] = (await bench.intend(await bench.newCase(), letter())) as [NoticeId];
    await killedAt('notice-claimed', id);
    expect(sink.mails).toHaveLength(1);
  }, 60_000);

  it("between the gateway's yes and our commit asks about the SMS, and never sends it twice", async () => {
    const [id] = (await bench.intend(await bench.newCase(), sms())) as [NoticeId];
    await killedAt('notice-accepted', id);
    expect(gateway.byReference(id)).toHaveLength(1);
    expect(gateway.inquiries).toEqual([id]);
  }, 60_000);

  it('before the SMS went sends it once, after asking', async () => {
    const [id] = (await bench.intend(await bench.newCase(), sms())) as [NoticeId];
    await killedAt('notice-claimed', id);
    expect(gateway.byReference(id)).toHaveLength(1);
    expect(gateway.inquiries).toEqual([id]);
  }, 60_000);

  it.each([
    ['Twilio', twilio],
    ['Aliyun', aliyun],
  ] as const)(
    "between %s's yes and our commit finds the SMS in its lists, and never sends it twice",
    async (_name, account) => {
      const [id] = (await bench.intend(await bench.newCase(), sms())) as [NoticeId];
      await killedAt('notice-accepted', id, account());
      expect(providers.world.taken).toHaveLength(1);
      expect(providers.world.forged).toEqual([]);
    },
    60_000,
  );

  it("between Tencent's yes and our commit waits for its receipt or a person, and never sends it twice", async () => {
    const [id] = (await bench.intend(await bench.newCase(), sms())) as [NoticeId];
    expect((await start('notice-accepted', tencent()).exited).signal).toBe('SIGKILL');
    const next = start(undefined, tencent());
    await eventually(async () => {
      expect(await bench.row(id)).toMatchObject({ state: 'in-doubt', inquiries: 1 });
    }, recoveryLimitMs);
    expect(providers.world.taken).toHaveLength(1);
    Object.assign(providers.world.taken[0] ?? {}, { outcome: 'delivered' });
    await eventually(async () => {
      expect(await bench.row(id)).toMatchObject({ state: 'told', provider_reference: providers.world.taken[0]?.id });
    }, 2 * recoveryLimitMs);
    expect(providers.world.taken).toHaveLength(1);
    await next.kill('SIGKILL');
  }, 90_000);
});
