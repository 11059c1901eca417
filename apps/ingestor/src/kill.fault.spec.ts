import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { machineNow } from '#libs/clock/business-clock.js';
import { eventually } from '#libs/testing/eventually.js';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testMailbox } from '#libs/testing/test-mailbox.js';
import { signCall } from './sms/check-signature.js';
import { IngestorBench, complaintMail, ingestorSets, plainPlan, sendRaw } from './testing/running-ingestor.js';
import { endIngestors, spawnIngestor } from './testing/spawned-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const mailbox = testMailbox();
endSpawnedServices();

beforeEach(() => bench.clear());
afterEach(() => endIngestors());
afterAll(() => bench.cleanUp());

const killed = { code: null, signal: 'SIGKILL' };

/** As a mail server does: the same mail again until somebody says 250. */
async function deliver(port: () => number, raw: string): Promise<void> {
  await eventually(async () => {
    await sendRaw(port(), raw);
  }, 30_000);
}

async function complaints(): Promise<number> {
  const messages = await bench.outbox();
  return messages.filter(({ type }) => type === 'complaint.received').length;
}

describe('kill -9 of the ingestor while it takes a mail by SMTP: one complaint, whatever the moment (PG-16)', () => {
  it.each(['receive.before-commit', 'receive.committed', 'process.claimed', 'process.parsed', 'process.committed'])(
    'at %s',
    async (point) => {
      const first = await spawnIngestor(bench, plainPlan, { REDRESS_CRASH_AT: point });
      let port = first.smtpPort;
      const raw = complaintMail();
      const delivered = deliver(() => port, raw);
      await expect(first.process.exited).resolves.toEqual(killed);
      const second = await spawnIngestor(bench, plainPlan);
      port = second.smtpPort;
      await delivered;
      await eventually(async () => {
        const ledger = await bench.ledger();
        expect(ledger.filter(({ outcome }) => outcome === null)).toEqual([]);
        expect(ledger.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'duplicate')).toEqual([
          'complaint',
        ]);
        expect(await complaints()).toBe(1);
      }, 20_000);
      const { rows } = await database.query(
        `select from vault.item i join intake.delivery d on d.id::text = i.group_id where i.kind = 'message'`,
      );
      expect(rows).toHaveLength(1);
    },
  );
});

describe('kill -9 of the ingestor while it takes mail by IMAP: one complaint each, all moved', () => {
  it.each([
    'imap.announced',
    'imap.fetched',
    'receive.committed',
    'imap.before-move',
    'imap.moved',
    'process.parsed:2',
  ])('at %s', async (point) => {
    const plan = imapPlan();
    const setUp = await spawnIngestor(bench, plan, { BOX_PASSWORD: mailbox.password });
    await eventually(async () => {
      expect((await database.query('select from intake.mailbox_folder')).rows).not.toEqual([]);
    });
    await setUp.process.kill('SIGTERM');
    const uids = [
      await mailbox.append(complaintMail()),
      await mailbox.append(complaintMail()),
      await mailbox.append(complaintMail()),
    ];
    const first = await spawnIngestor(bench, plan, { REDRESS_CRASH_AT: point, BOX_PASSWORD: mailbox.password });
    await expect(first.process.exited).resolves.toEqual(killed);
    await spawnIngestor(bench, plan, { BOX_PASSWORD: mailbox.password });
    await eventually(async () => {
      const ledger = await bench.ledger();
      expect(ledger.map(({ outcome, placement }) => `${String(outcome)} ${String(placement)}`)).toEqual(
        uids.map(() => 'complaint processed'),
      );
      expect(await complaints()).toBe(3);
    }, 20_000);
    await eventually(async () => {
      expect((await mailbox.uids()).filter((uid) => uids.includes(uid))).toEqual([]);
    });
  });
});

describe('kill -9 of the ingestor while it takes a text message: the provider pushes again, announced once', () => {
  it.each(['receive.before-commit', 'receive.committed', 'process.parsed'])('at %s', async (point) => {
    const first = await spawnIngestor(bench, plainPlan, { REDRESS_CRASH_AT: point });
    let { url } = first;
    const pushed = eventually(() => push(url), 30_000);
    await expect(first.process.exited).resolves.toEqual(killed);
    const second = await spawnIngestor(bench, plainPlan);
    ({ url } = second);
    await pushed;
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'reply' });
    expect((await bench.outbox()).map(({ type }) => type)).toEqual(['reply.received']);
  });
});

describe('a delivery that kills the ingestor each time it is read', () => {
  it('is quarantined after the third death, and the next is read (crash counted apart from failure)', async () => {
    const deadly = complaintMail();
    for (let death = 1; death <= 3; death += 1) {
      const service = await spawnIngestor(bench, plainPlan, { REDRESS_CRASH_AT: 'process.claimed' });
      if (death === 1) {
        await sendRaw(service.smtpPort, deadly);
      }
      await expect(service.process.exited).resolves.toEqual(killed);
    }
    const service = await spawnIngestor(bench, plainPlan);
    await sendRaw(service.smtpPort, complaintMail());
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'quarantined', reason: 'crashed' },
      { outcome: 'complaint', reason: null },
    ]);
  });
});

function imapPlan(): string {
  return `
mailboxes:
  - key: garden
    preset: property-group
    unit: jiangnan
    origin: mailbox
    addresses: [complaints@example.com]
    imap: { host: ${mailbox.host}, port: ${String(mailbox.port)}, security: none, user: ${mailbox.user}, password: { env: BOX_PASSWORD }, pollSeconds: 3600 }
`;
}

async function push(url: string): Promise<void> {
  const body = JSON.stringify({ id: 'gw-7', from: '13800001111', to: '', text: '停水两天了。' });
  const timestamp = String(Math.floor(machineNow().getTime() / 1000));
  const response = await fetch(`${url}/intake/sms/gateway`, {
    method: 'POST',
    headers: {
      'x-redress-timestamp': timestamp,
      'x-redress-nonce': 'n-7',
      'x-redress-signature': signCall('new-secret', timestamp, 'n-7', body),
    },
    body,
  });
  expect(response.status).toBe(200);
}
