import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { endSpawnedServices, spawnService, type SpawnedService } from '#libs/testing/spawn-service.js';
import { handOverPoints } from './hand-over-points.js';
import { HandOverBench } from './testing/hand-over-bench.js';
import { WebhookReceiver } from './testing/webhook-receiver.js';

const bench = HandOverBench.register();
endSpawnedServices();

let receiver: WebhookReceiver;
beforeEach(async () => {
  await bench.database.query('truncate cases.hand_over');
  receiver = await WebhookReceiver.open(['the new secret']);
});
afterEach(() => receiver.close());

function spawnSender(crashAt?: string): SpawnedService {
  return spawnService({
    entry: 'apps/dispatcher/src/handover/testing/hand-over-sender.main.ts',
    env: {
      URL: bench.database.url,
      TARGET: receiver.url,
      ...(crashAt === undefined ? {} : { REDRESS_CRASH_AT: crashAt }),
    },
  });
}

describe('a kill -9 of the dispatcher while it hands cases over', () => {
  it.each(handOverPoints)('at %s loses none, and whoever leaves alone what it has gets each once', async (point) => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => bench.enter()));
    const first = spawnSender(`${point}:3`);
    await expect(first.exited).resolves.toEqual({ code: null, signal: 'SIGKILL' });
    // What was in hand waits for its lease; the test does not.
    await bench.becomesDue();
    const second = spawnSender();
    await eventually(async () => {
      expect(await Promise.all(ids.map(async (id) => (await bench.row(id))?.state))).toEqual(ids.map(() => 'sent'));
    }, 30_000);
    await second.kill('SIGTERM');
    expect([...receiver.taken].sort()).toEqual([...ids].sort());
    expect(receiver.calls.every(({ signedWith }) => signedWith !== null)).toBe(true);
    if (point === 'hand-over.answered') {
      expect(receiver.calls.length).toBeGreaterThan(ids.length);
    }
  });
});
