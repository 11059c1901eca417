import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { scriptedPlan, scriptedSecrets } from '../testing/scripted-plan.js';
import { IngestorBench, complaintMail, ingestorSets } from '../testing/running-ingestor.js';
import { ScriptedImapServer } from '../testing/scripted-imap.server.js';
import type { Oddities } from '../testing/scripted-imap.state.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
let server: ScriptedImapServer | null = null;

beforeEach(() => bench.clear());
afterEach(async () => {
  await bench.stopAll();
  await server?.close();
});
afterAll(() => bench.cleanUp());

async function watch(oddities: Oddities, mails = 2, more: Record<string, unknown> = {}): Promise<ScriptedImapServer> {
  server = new ScriptedImapServer(oddities);
  const port = await server.listen();
  for (let index = 0; index < mails; index += 1) {
    server.add(complaintMail());
  }
  await bench.start(scriptedPlan(port, { since: 'all', folders: ['INBOX'], ...more }), scriptedSecrets);
  return server;
}

describe('a first connection', () => {
  it.each([
    ['all', [1, 2, 3]],
    ['2026-11-21T09:00:00+08:00', [2, 3]],
    ['set-up', [3]],
  ])('takes what INTAKE_SINCE (start --since) says where the plan is silent: %s', async (since, taken) => {
    server = new ScriptedImapServer({ capabilities: ['MOVE'] });
    const port = await server.listen();
    server.add(complaintMail(), '01-Nov-2020 09:00:00 +0800');
    server.add(complaintMail(), '21-Nov-2026 09:30:00 +0800');
    await bench.start(scriptedPlan(port, { folders: ['INBOX'] }), { ...scriptedSecrets, INTAKE_SINCE: since });
    await eventually(async () => {
      expect((await database.query('select from intake.mailbox_folder')).rows).toHaveLength(1);
    });
    server.add(complaintMail());
    const ledger = await bench.settled(taken.length);
    expect(ledger.map(({ uid }) => Number(uid))).toEqual(taken);
  });
});

describe('another program on the same mailbox', () => {
  it('that deletes and moves mails while we look at them changes no count: UIDs only are used', async () => {
    await watch({ capabilities: ['MOVE', 'IDLE'] }, 0);
    await eventually(async () => {
      expect((await database.query('select from intake.mailbox_folder')).rows).toHaveLength(1);
    });
    const texts = [1, 2, 3, 4, 5].map(() => complaintMail());
    texts.forEach((text) => server?.add(text));
    server?.takeAway(1);
    server?.takeAway(3, 'INBOX', 'Elsewhere');
    server?.tellCount();
    const ledger = await bench.settled(3);
    expect(ledger.map(({ uid, outcome }) => `${String(uid)} ${String(outcome)}`)).toEqual([
      '2 complaint',
      '4 complaint',
      '5 complaint',
    ]);
  });

  it('that moves a mail into another watched folder makes one complaint of it and one recorded duplicate', async () => {
    await watch({ capabilities: ['MOVE'], keepsMails: true }, 1, { folders: ['INBOX', 'Later'] });
    server?.folders.set('Later', []);
    await bench.settled(1);
    server?.takeAway(1, 'INBOX', 'Later');
    await bench.stopAll();
    await bench.start(
      scriptedPlan(Number(server?.port), { since: 'all', folders: ['INBOX', 'Later'] }),
      scriptedSecrets,
    );
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['complaint', 'duplicate']);
  });

  it('that removes a whole folder leaves a named outcome for what was announced in it', async () => {
    await watch({ capabilities: ['MOVE'], refusesToFetch: [1] }, 0, { folders: ['INBOX', 'Later'] });
    server?.addMany(1, () => complaintMail(), undefined, 'Later');
    await bench.stopAll();
    await bench.start(
      scriptedPlan(Number(server?.port), { since: 'all', folders: ['INBOX', 'Later'], pollSeconds: 3_600 }),
      scriptedSecrets,
    );
    await eventually(async () => {
      expect(await bench.ledger()).toMatchObject([{ state: 'announced' }]);
    });
    await bench.stopAll();
    server?.folders.delete('Later');
    await bench.start(scriptedPlan(Number(server?.port), { folders: ['INBOX', 'Later'] }), scriptedSecrets);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'vanished', reason: 'folder-gone' });
  });
});

describe('a folder that is numbered anew (UIDVALIDITY)', () => {
  it('makes no second case of known mails, and gives an outcome to what was announced under the old numbers', async () => {
    await watch({ capabilities: ['MOVE'], keepsMails: true, refusesToFetch: [2] }, 2, { pollSeconds: 3_600 });
    await eventually(async () => {
      expect((await bench.ledger()).map(({ outcome }) => outcome)).toEqual(['complaint', null]);
    });
    await bench.stopAll();
    const kept = server?.folders.get('INBOX') ?? [];
    server?.folders.set('INBOX', []);
    kept.forEach((mail) => server?.add(mail.raw()));
    if (server !== null) {
      server.uidValidity = 8;
    }
    await bench.start(scriptedPlan(Number(server?.port), { since: 'all', folders: ['INBOX'] }), scriptedSecrets);
    const ledger = await bench.settled(4);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'complaint', reason: null },
      { outcome: 'vanished', reason: 'renumbered' },
      { outcome: 'duplicate', reason: null },
      { outcome: 'complaint', reason: null },
    ]);
    expect((await bench.outbox()).map(({ type }) => type)).toEqual(['complaint.received', 'complaint.received']);
  });
});

describe('a folder that was restored from a backup', () => {
  it('whose numbers begin below what was given out before loses no new mail, and makes no second case of old ones', async () => {
    await watch({ capabilities: ['MOVE'], keepsMails: true }, 4, { pollSeconds: 3_600 });
    await bench.settled(4);
    await bench.stopAll();
    server?.restore(2);
    server?.add(complaintMail());
    await bench.start(scriptedPlan(Number(server?.port), { since: 'all', folders: ['INBOX'] }), scriptedSecrets);
    const ledger = await bench.settled(7);
    expect(ledger.map(({ identity, outcome }) => `${identity} ${String(outcome)}`)).toEqual([
      'INBOX/7/1 complaint',
      'INBOX/7/2 complaint',
      'INBOX/7/3 complaint',
      'INBOX/7/4 complaint',
      'INBOX/7.1/1 duplicate',
      'INBOX/7.1/2 duplicate',
      'INBOX/7.1/3 complaint',
    ]);
    server?.add(complaintMail());
    const next = await bench.settled(8);
    expect(next[7]).toMatchObject({ identity: 'INBOX/7.1/4', outcome: 'complaint' });
  });
});

describe('several mailboxes', () => {
  it('do not touch each other: one that cannot be read is counted, and the other is read', async () => {
    const { port } = await watch({ capabilities: ['MOVE'] }, 0);
    await bench.stopAll();
    const { url } = await bench.start(twoMailboxes(port), scriptedSecrets);
    server?.add(complaintMail());
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ point: 'garden', outcome: 'complaint' });
    await eventually(async () => {
      const metrics = await (await fetch(`${url ?? ''}/metrics`)).text();
      expect(metrics).toMatch(/redress_failing_mailboxes\{[^}]*\} 1$/mu);
    }, 40_000);
  });

  it('that leave the plan leave a named outcome for what was announced in them', async () => {
    const { port } = await watch({ capabilities: ['MOVE'], refusesToFetch: [1] }, 1, { pollSeconds: 3_600 });
    await eventually(async () => {
      expect(await bench.ledger()).toMatchObject([{ state: 'announced' }]);
    });
    await bench.stopAll();
    await bench.start(scriptedPlan(port).replace('"key":"garden"', '"key":"other"'), scriptedSecrets);
    const [gone] = await bench.settled(1);
    expect(gone).toMatchObject({ point: 'garden', outcome: 'vanished', reason: 'mailbox-removed' });
  });
});

/** `garden` on the scripted server, and `harbour` where nothing listens. */
function twoMailboxes(port: number): string {
  const { mailboxes } = JSON.parse(scriptedPlan(port, { since: 'all', folders: ['INBOX'] })) as {
    mailboxes: Record<string, unknown>[];
  };
  const broken = JSON.parse(scriptedPlan(1)) as { mailboxes: Record<string, unknown>[] };
  const harbour = { ...broken.mailboxes[0], key: 'harbour', addresses: ['service@example.com'] };
  return JSON.stringify({ mailboxes: [...mailboxes, harbour] });
}
