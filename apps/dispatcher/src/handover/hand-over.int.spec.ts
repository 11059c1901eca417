import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { machineNow } from '#libs/clock/business-clock.js';
import { listHandOvers, replayHandOvers } from '../admin/hand-overs.js';
import { benchSecrets, HandOverBench, targetAt } from './testing/hand-over-bench.js';
import { WebhookReceiver, type ReceiverMood } from './testing/webhook-receiver.js';

const bench = HandOverBench.register();

let receiver: WebhookReceiver;
beforeEach(async () => {
  await bench.database.query('truncate cases.hand_over');
  receiver = await WebhookReceiver.open(['the new secret']);
});
afterEach(() => receiver.close());

async function run(): Promise<void> {
  const target = targetAt(receiver.url);
  await bench.sender(target).runDue(target);
}

describe('handing a case over to another system', () => {
  it('sends it once, signed for whoever knows one of the secrets, with its id and the time', async () => {
    const id = await bench.enter();
    await run();
    await run();
    expect(receiver.calls).toHaveLength(1);
    const [call] = receiver.calls;
    expect(call).toMatchObject({ id, signedWith: 'the new secret' });
    expect(JSON.parse(call?.body ?? '')).toEqual({ id, text: '漏水三天' });
    expect(call?.headers['content-type']).toBe('application/json');
    const age = machineNow().getTime() / 1_000 - Number(call?.headers['webhook-timestamp']);
    expect(Math.abs(age)).toBeLessThan(10);
    expect(await bench.row(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('is signed with every secret, so that both sides can change theirs in their own time', async () => {
    await bench.enter();
    await run();
    expect(String(receiver.calls[0]?.headers['webhook-signature']).split(' ')).toHaveLength(benchSecrets.length);
    const old = await WebhookReceiver.open(['the old secret', 'unknown']);
    const target = targetAt(old.url);
    await bench.enter();
    await bench.sender(target).runDue(target);
    expect(old.calls[0]?.signedWith).toBe('the old secret');
    await old.close();
  });

  it.each<[ReceiverMood, string]>([
    ['error', 'http-500'],
    ['refuse', 'http-401'],
    ['hang', 'timeout'],
    ['cut', 'unreachable'],
    ['redirect', 'redirected'],
  ])('when the other system is in the mood %s, tries again later with the same id (%s)', async (mood, outcome) => {
    const id = await bench.enter();
    receiver.mood = mood;
    await run();
    const row = await bench.row(id);
    expect(row).toMatchObject({ state: 'waiting', outcome, attempts: 1 });
    expect(row?.pause_ms).toBeLessThanOrEqual(1_000);
    receiver.mood = 'accept';
    await bench.becomesDue();
    await run();
    expect(await bench.row(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(receiver.taken).toEqual([id]);
  });

  it('never follows a redirect: names would go where nobody has configured', async () => {
    await bench.enter();
    receiver.mood = 'redirect';
    await run();
    expect(receiver.calls).toHaveLength(1);
  });

  it('takes a status for an answer though the body never ends', async () => {
    const id = await bench.enter();
    receiver.mood = 'dribble';
    // Whoever waited for the body would wait for an hour.
    const target = targetAt(receiver.url, { deadlineSeconds: 3_600 });
    await bench.sender(target).runDue(target);
    expect(await bench.row(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('waits as long as it is asked to', async () => {
    const id = await bench.enter();
    receiver.mood = 'busy';
    await run();
    expect((await bench.row(id))?.pause_ms).toBeGreaterThan(25_000);
  });

  it('gives up at 410, and after the last rung of the ladder; the log says so without content', async () => {
    const gone = await bench.enter();
    receiver.mood = 'gone';
    await run();
    expect(await bench.row(gone)).toMatchObject({ state: 'dead', outcome: 'gone', attempts: 1 });
    const tired = await bench.enter();
    receiver.mood = 'error';
    await bench.database.query(`update cases.hand_over set attempts = 7 where id = $1`, [tired]);
    await run();
    expect(await bench.row(tired)).toMatchObject({ state: 'dead', outcome: 'http-500', attempts: 8 });
    expect(JSON.stringify(bench.logger.lines)).not.toContain('漏水');
  });

  it('that was given up is listed without content, and called back with the id that it had', async () => {
    const id = await bench.enter();
    receiver.mood = 'gone';
    await run();
    await bench.withManager(async (em) => {
      expect(await listHandOvers(em, ['dead'])).toMatchObject([
        { id, target: 'crm', events: ['case.registered'], state: 'dead', attempts: 1, failure: 'gone' },
      ]);
      expect(await replayHandOvers(em, [randomUUID()])).toEqual([]);
      expect(await replayHandOvers(em, 'all')).toEqual([id]);
    });
    receiver.mood = 'accept';
    await run();
    expect(await bench.row(id)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(receiver.taken).toEqual([id]);
  });

  it('with two senders at once goes out once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => bench.enter()));
    await Promise.all([run(), run(), run()]);
    expect(receiver.calls.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('for a target that the plan has lost is a dead letter at the start', async () => {
    const id = await bench.enter('former-crm');
    const sender = bench.sender(targetAt(receiver.url));
    await sender.onApplicationBootstrap();
    await sender.beforeApplicationShutdown();
    expect(await bench.row(id)).toMatchObject({ state: 'dead', outcome: 'target-unknown' });
  });
});
