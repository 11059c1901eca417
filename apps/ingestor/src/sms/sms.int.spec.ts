import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { machineNow } from '#libs/clock/business-clock.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, ingestorSets } from '../testing/running-ingestor.js';
import { signCall } from './check-signature.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

const sms = (changes: object = {}): string =>
  JSON.stringify({
    id: 'gw-1001',
    from: '13800001111',
    to: '106900001234',
    text: '三号楼电梯又停了，老人下不了楼！',
    ...changes,
  });

interface Call {
  readonly body: string;
  readonly secret?: string;
  readonly secondsAgo?: number;
  readonly nonce?: string;
  readonly key?: string;
}

let nonces = 0;

async function push(
  url: string | null,
  { body, secret = 'new-secret', secondsAgo = 0, nonce = `n-${String((nonces += 1))}`, key = 'gateway' }: Call,
): Promise<Response> {
  const timestamp = String(Math.floor(machineNow().getTime() / 1000) - secondsAgo);
  return fetch(`${url ?? ''}/intake/sms/${key}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-redress-timestamp': timestamp,
      'x-redress-nonce': nonce,
      'x-redress-signature': signCall(secret, timestamp, nonce, body),
    },
    body,
  });
}

describe('text messages by webhook', () => {
  it('are announced, with the number in its normal form and the text in the vault (PG-1, PC-9.1)', async () => {
    const { url } = await bench.start();
    const response = await push(url, { body: sms() });
    expect([response.status, await response.json()]).toEqual([200, { status: 'accepted' }]);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ transport: 'sms', point: 'gateway', identity: 'id/gw-1001', outcome: 'reply' });
    const [message] = await bench.outbox();
    expect(message).toMatchObject({
      type: 'reply.received',
      envelope: { data: { channel: 'sms', origin: 'hotline-sms', language: 'zh', automatic: false } },
    });
    const stored = await bench.message(row?.id ?? '');
    expect(StoredMessage.parse(stored)).toMatchObject({
      channel: 'sms',
      from: { address: '+8613800001111' },
      text: { own: '三号楼电梯又停了，老人下不了楼！' },
    });
  });

  it('in several pieces are one message, in whatever order they come, and are erased with it (PC-6)', async () => {
    const { url } = await bench.start();
    const piece = (id: string, index: number, text: string): Promise<Response> =>
      push(url, { body: sms({ id, text, part: { reference: '91', total: 3, index } }) });
    await piece('p3', 3, '没人管。');
    await piece('p1', 1, '三号楼电梯坏了，');
    await piece('p2', 2, '三天');
    const ledger = await bench.settled(3);
    expect(ledger.filter(({ outcome }) => outcome === 'part')).toHaveLength(2);
    const whole = ledger.find(({ outcome }) => outcome === 'reply');
    expect(ledger.filter(({ duplicate_of: of }) => of === whole?.id)).toHaveLength(2);
    expect(StoredMessage.parse(await bench.message(whole?.id ?? '')).text.own).toBe('三号楼电梯坏了，三天没人管。');
    expect(await bench.outbox()).toHaveLength(1);
    const { rows } = await database.query('select from vault.erasure_group where parent = $1', [whole?.id]);
    expect(rows).toHaveLength(2);
  });

  it('of which a piece never comes are read after a while, with a warning and a mark', async () => {
    const { url } = await bench.start(undefined, { INTAKE_SMS_PARTS_SECONDS: '1' });
    await push(url, { body: sms({ id: 'p1', text: '三号楼电梯坏了', part: { reference: '92', total: 2, index: 1 } }) });
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'reply' });
    expect(StoredMessage.parse(await bench.message(row?.id ?? ''))).toMatchObject({
      text: { own: '三号楼电梯坏了[…]' },
      warnings: ['sms-part-missing'],
    });
  });

  it('that a provider pushes again are the same delivery, however often', async () => {
    const { url } = await bench.start();
    await push(url, { body: sms() });
    await bench.settled(1);
    await push(url, { body: sms(), nonce: 'again' });
    await push(url, { body: sms(), nonce: 'again' });
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'reply', seen_again: 2 });
    expect(await bench.outbox()).toHaveLength(1);
  });

  it('with the same words and another id are another message', async () => {
    const { url } = await bench.start();
    await push(url, { body: sms() });
    await push(url, { body: sms({ id: 'gw-1002' }) });
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['reply', 'reply']);
  });

  it('are believed with either secret while one is changed for the other', async () => {
    const { url } = await bench.start();
    await push(url, { body: sms({ id: 'a' }), secret: 'new-secret' });
    await push(url, { body: sms({ id: 'b' }), secret: 'old-secret' });
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['reply', 'reply']);
  });

  it('that do not prove their sender are kept in quarantine and answered with 200, and do not take the place of the real one', async () => {
    const { url } = await bench.start();
    const forged = await push(url, { body: sms(), secret: 'guessed' });
    expect(forged.status).toBe(200);
    await push(url, { body: sms() });
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'quarantined', reason: 'signature-wrong' },
      { outcome: 'reply', reason: null },
    ]);
    expect(await bench.logged('A webhook call did not prove its sender; it is in quarantine')).toBe(1);
  });

  it('that are older than the replay window, or use a nonce of another message, are kept in quarantine', async () => {
    const { url } = await bench.start();
    await push(url, { body: sms({ id: 'a' }), secondsAgo: 301 });
    await push(url, { body: sms({ id: 'b' }), nonce: 'once' });
    await push(url, { body: sms({ id: 'c' }), nonce: 'once' });
    const ledger = await bench.settled(3);
    expect(ledger.map(({ reason }) => reason)).toEqual(['signature-stale', null, 'replayed']);
  });

  it('in another form than agreed are kept in quarantine as unreadable', async () => {
    const { url } = await bench.start();
    for (const body of ['not json', '{"id":"x"}', '']) {
      const response = await push(url, { body });
      expect(response.status).toBe(200);
    }
    const ledger = await bench.settled(3);
    expect(ledger.map(({ outcome, reason }) => `${String(outcome)} ${String(reason)}`)).toEqual(
      Array.from({ length: 3 }, () => 'quarantined unreadable'),
    );
  });

  it('are asked for again while the database is away', async () => {
    const { url } = await bench.start();
    await database.query('alter table intake.delivery rename to delivery_away');
    const response = await push(url, { body: sms() });
    await database.query('alter table intake.delivery_away rename to delivery');
    expect(response.status).toBe(503);
    await push(url, { body: sms() });
    await bench.settled(1);
  });

  it('for an entry that is not in the plan are not accepted', async () => {
    const { url } = await bench.start();
    const response = await push(url, { body: sms(), key: 'elsewhere' });
    expect(response.status).toBe(404);
  });

  it('leave no number and no text in ledger, outbox and log (PC-6)', async () => {
    const { url } = await bench.start();
    await push(url, { body: sms() });
    await push(url, { body: sms({ id: 'gw-2' }), secret: 'guessed' });
    await bench.settled(2);
    const { rows } = await database.query<{ text: string }>(
      `select string_agg(d::text, ' ') || (select string_agg(o::text, ' ') from intake.outbox o) as text from intake.delivery d`,
    );
    const log = await bench.log();
    for (const place of [rows[0]?.text ?? '', log]) {
      expect(place).not.toMatch(/1380000|电梯/u);
      expect(place.length).toBeGreaterThan(100);
    }
  });
});
