import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { machineNow } from '#libs/clock/business-clock.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testMailbox } from '#libs/testing/test-mailbox.js';
import type { RunningIngestor } from '../start-ingestor.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const mailbox = testMailbox();

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

const plan = (imap: string = ''): string => `
mailboxes:
  - key: garden
    preset: property-group
    unit: jiangnan
    origin: mailbox
    addresses: [complaints@example.com]
    imap:
      host: ${mailbox.host}
      port: ${String(mailbox.port)}
      security: none
      user: ${mailbox.user}
      password: { env: BOX_PASSWORD }
      pollSeconds: 3600
      ${imap}
`;

async function start(imap?: string): Promise<RunningIngestor> {
  const service = await bench.start(plan(imap), { BOX_PASSWORD: mailbox.password });
  await eventually(async () => {
    const { rows } = await database.query(`select from intake.mailbox_folder where folder = 'INBOX'`);
    expect(rows).toHaveLength(1);
  });
  return service;
}

describe('mail in a mailbox (IMAP)', () => {
  it('is taken within moments of its arrival, without polling, and moved to Processed (PG-16)', async () => {
    await start();
    const before = await mailbox.uids('Processed');
    const uid = await mailbox.append(complaintMail());
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ transport: 'imap', point: 'garden', outcome: 'complaint', uid: String(uid) });
    await eventually(async () => {
      expect(await mailbox.uids()).not.toContain(uid);
      expect(await mailbox.uids('Processed')).toHaveLength(before.length + 1);
      expect((await bench.ledger())[0]).toMatchObject({ placement: 'processed' });
    });
  });

  it('counts from the instant at which the mail server got it (PG-18.1), not from when we looked', async () => {
    await start();
    const receivedAt = new Date(Math.floor(machineNow().getTime() / 1000) * 1000 - 600_000);
    await mailbox.append(complaintMail(), { receivedAt });
    const [row] = await bench.settled(1);
    expect(row?.received_at).toEqual(receivedAt);
    expect((await bench.outbox())[0]?.envelope.data).toMatchObject({ receivedAt: receivedAt.toISOString() });
  });

  it('that was taken for gone and lies on its server after all is taken when the two are compared', async () => {
    await start();
    const uid = await mailbox.append(complaintMail());
    await bench.settled(1);
    await bench.stopAll();
    // As it would stand there had the server first said that it was not there.
    await database.query(`delete from intake.content_claim`);
    await database.query(
      `update intake.delivery set outcome = 'vanished', reason = 'removed-by-other-client', placement = 'gone' where uid = $1`,
      [uid],
    );
    const again = await mailbox.append(complaintMail());
    await database.query(`update intake.delivery set uid = $1, identity = replace(identity, $2, $3)`, [
      again,
      `/${String(uid)}`,
      `/${String(again)}`,
    ]);
    await database.query('update intake.mailbox_folder set highest_uid = $1', [again]);
    await start();
    await eventually(async () => {
      expect(await bench.ledger()).toMatchObject([
        { uid: String(again), outcome: 'complaint', placement: 'processed' },
      ]);
    });
  });

  it('that was there before the set-up is left alone, unless the plan says otherwise', async () => {
    const old = await mailbox.append(complaintMail(), { receivedAt: new Date('2020-01-01T00:00:00Z') });
    await start();
    await mailbox.append(complaintMail());
    await bench.settled(1);
    expect(await mailbox.uids()).toContain(old);
  });

  it('that came since a date is taken at the set-up where the plan says so', async () => {
    await mailbox.append(complaintMail(), { receivedAt: new Date('2020-01-01T00:00:00Z') });
    await mailbox.append(complaintMail(), { receivedAt: new Date('2026-11-20T10:00:00Z') });
    await mailbox.append(complaintMail(), { receivedAt: new Date('2026-11-20T15:00:00Z') });
    await start(`since: "2026-11-20T20:00:00+08:00"`);
    const ledger = await bench.settled(1);
    expect(ledger[0]?.received_at).toEqual(new Date('2026-11-20T15:00:00Z'));
  });

  it('that came during an outage is taken by UID afterwards, however long it lasted', async () => {
    const service = await start();
    await mailbox.append(complaintMail());
    await bench.settled(1);
    await service.close();
    for (let index = 0; index < 60; index += 1) {
      await mailbox.append(complaintMail(), { receivedAt: new Date('2026-01-05T00:00:00Z') });
    }
    await start();
    const ledger = await bench.settled(61, 60_000);
    expect(new Set(ledger.map(({ outcome }) => outcome))).toEqual(new Set(['complaint']));
    await eventually(async () => {
      expect(new Set((await bench.ledger()).map(({ placement }) => placement))).toEqual(new Set(['processed']));
    });
  });

  it('makes no second case when the server numbers its mails anew (UIDVALIDITY): known content is a recorded duplicate', async () => {
    const service = await start();
    await mailbox.append(complaintMail());
    await bench.settled(1);
    await eventually(async () => {
      expect((await bench.ledger())[0]).toMatchObject({ placement: 'processed' });
    });
    await service.close();
    const known = complaintMail();
    await sendKnown(known);
    await mailbox.append(known);
    await mailbox.append(complaintMail());
    await mailbox.renumber();
    await start();
    const ledger = await bench.settled(4);
    expect(ledger.map(({ transport, outcome }) => `${transport} ${String(outcome)}`)).toEqual([
      'imap complaint',
      'smtp complaint',
      'imap duplicate',
      'imap complaint',
    ]);
  });

  it('that another client has marked as read is taken all the same', async () => {
    const service = await start();
    await service.close();
    const other = await anotherClient();
    await other.append('INBOX', complaintMail(), ['\\Seen']);
    await other.logout();
    await start();
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'complaint' });
  });

  it('of 30 MB is taken with its beginning, and flagged; the next is not held up', async () => {
    await start();
    await mailbox.append(`${complaintMail()}${'A'.repeat(30 * 1024 * 1024)}`);
    await mailbox.append(complaintMail());
    const ledger = await bench.settled(2, 30_000);
    expect(ledger.map(({ outcome, flags }) => ({ outcome, flags }))).toEqual([
      { outcome: 'complaint', flags: ['truncated'] },
      { outcome: 'complaint', flags: [] },
    ]);
  });

  it('in the Junk folder is taken too', async () => {
    const other = await anotherClient();
    await other.mailboxCreate('Junk');
    await start();
    await other.append('Junk', complaintMail());
    await other.append('INBOX', complaintMail());
    await other.logout();
    const ledger = await bench.settled(2);
    expect(new Set(ledger.map(({ identity }) => identity.split('/')[0]))).toEqual(new Set(['INBOX', 'Junk']));
  });
});

describe('the mailbox watcher', () => {
  it('takes the first mail of a folder that came into being after the set-up, and nothing of before it', async () => {
    const other = await anotherClient();
    await other.mailboxDelete('Junk').catch(() => undefined);
    const service = await start();
    await service.close();
    await other.mailboxCreate('Junk');
    await other.append('Junk', complaintMail(), [], new Date('2020-01-01T00:00:00Z'));
    await other.append('Junk', complaintMail());
    await other.logout();
    await start();
    const ledger = await bench.settled(1);
    expect(ledger[0]).toMatchObject({ folder: 'Junk', uid: '2', outcome: 'complaint' });
  });

  it('connects again after the connection is cut, and takes what came meanwhile', async () => {
    const service = await start();
    service.cutMailboxes();
    await mailbox.append(complaintMail());
    await bench.settled(1);
  });

  it('leaves a mail that it has committed and not moved in the ledger once, and moves it after a restart', async () => {
    const service = await start();
    const uid = await mailbox.append(complaintMail());
    await bench.settled(1);
    await service.close();
    await database.query(`update intake.delivery set placement = 'inbox'`);
    await start();
    await eventually(async () => {
      expect((await bench.ledger()).map(({ placement }) => placement)).toEqual(['processed']);
    });
    expect(await mailbox.uids()).not.toContain(uid);
  });

  it('announces what is on the server and not in the ledger, and counts it (unaccounted deliveries)', async () => {
    const service = await start();
    await mailbox.append(complaintMail());
    await bench.settled(1);
    await service.close();
    // A row lost, as by a database restored from a backup.
    const uid = await mailbox.append(complaintMail());
    await database.query(`update intake.mailbox_folder set highest_uid = $1`, [uid]);
    await start();
    const ledger = await bench.settled(2);
    expect(ledger[1]).toMatchObject({ outcome: 'complaint', uid: String(uid) });
  });
});

async function anotherClient(): Promise<ImapFlow> {
  const { host, port, user, password } = mailbox;
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function sendKnown(raw: string): Promise<void> {
  const service = await bench.start(`
mailboxes:
  - { key: other, preset: property-group, unit: jiangnan, origin: mailbox, addresses: [complaints@example.com] }
`);
  await sendRaw(service.smtp?.port ?? 0, raw);
  await bench.settled(2);
  await service.close();
}
