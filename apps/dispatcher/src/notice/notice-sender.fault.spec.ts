import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeId } from '#libs/contracts/identity.js';
import { eventually } from '#libs/testing/eventually.js';
import { smsGatewayRecorder } from '#libs/testing/sms-gateway-recorder.js';
import { smtpSink } from '#libs/testing/smtp-sink.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import type { NoticePoint } from './send/notice-points.js';
import { benchKeys, letter, noticeBench, sms } from './testing/notice-bench.js';

const bench = noticeBench();
const sink = smtpSink();
const gateway = smsGatewayRecorder();
endSpawnedServices();

const recoveryLimitMs = 20_000;

function start(crashAt?: NoticePoint) {
  return spawnService({
    entry: 'apps/dispatcher/src/notice/testing/notice-sender.main.ts',
    env: {
      URL: bench.database.url,
      SMTP: sink.url,
      SMS: gateway.url,
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
async function killedAt(point: NoticePoint, id: NoticeId): Promise<void> {
  const { signal } = await start(point).exited;
  expect(signal).toBe('SIGKILL');
  expect(await bench.row(id)).toMatchObject({ state: 'sending' });
  const next = start();
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
});
