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

describe('a mail server', () => {
  it('without MOVE has mails copied and the originals marked, and nothing expunged', async () => {
    const { folders, asked } = await watch({ capabilities: ['IDLE'] });
    await bench.settled(2);
    await eventually(async () => {
      expect((await bench.ledger()).map(({ placement }) => placement)).toEqual(['copied', 'copied']);
    });
    expect(folders.get('Processed')?.map(({ uid }) => uid)).toEqual([1, 2]);
    expect(folders.get('INBOX')?.map(({ uid, deleted }) => ({ uid, deleted }))).toEqual([
      { uid: 1, deleted: true },
      { uid: 2, deleted: true },
    ]);
    expect(asked.filter((command) => /EXPUNGE|CLOSE|\\Seen/u.test(command))).toEqual([]);
  });

  it('that lets nobody move or copy keeps its mails; the ledger knows them and takes none twice', async () => {
    const { folders } = await watch({ capabilities: ['MOVE'], keepsMails: true });
    await bench.settled(2);
    await eventually(async () => {
      expect((await bench.ledger()).map(({ placement }) => placement)).toEqual(['left', 'left']);
    });
    server?.add(complaintMail());
    const ledger = await bench.settled(3);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['complaint', 'complaint', 'complaint']);
    expect(folders.get('INBOX')).toHaveLength(3);
  });

  it('without IDLE is asked again and again, and new mail is found by UID', async () => {
    await watch({ capabilities: ['MOVE'] }, 0);
    await eventually(async () => {
      expect((await database.query('select from intake.mailbox_folder')).rows).toHaveLength(1);
    });
    server?.add(complaintMail());
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'complaint' });
    expect(server?.asked.filter((command) => /^(?:FETCH|SEARCH|STORE|COPY|MOVE)/u.test(command))).toEqual([]);
  });

  it('that tells of new mail in the answer to something else is heard there too', async () => {
    await watch({ capabilities: ['MOVE', 'IDLE'], arrivesDuringMove: complaintMail() }, 1, { pollSeconds: 3_600 });
    await bench.settled(2);
  });

  it('that wants ID after the login gets it between the login and the first folder (NetEase)', async () => {
    const { asked } = await watch({ capabilities: ['UIDPLUS', 'ID'], wantsIdAfterLogin: true });
    await bench.settled(2);
    const verbs = asked.map((command) => command.split(' ', 1)[0] ?? '');
    const login = verbs.indexOf('LOGIN');
    expect(verbs.slice(login, verbs.indexOf('SELECT'))).toContain('ID');
    expect(asked.find((command) => command.startsWith('ID'))).toContain('"redress"');
  });

  it('that lets nobody open a folder holds up no other folder', async () => {
    const { folders } = await watch({ capabilities: ['MOVE'], refusesToOpen: ['Locked'] }, 0, {
      folders: ['INBOX', 'Locked'],
    });
    folders.set('Locked', []);
    server?.add(complaintMail());
    await bench.settled(1);
    server?.add(complaintMail());
    await bench.settled(2);
    const words = 'The mail server refuses a folder of the intake plan; the others are watched';
    await eventually(async () => {
      expect(await bench.logged(words)).toBeGreaterThan(0);
    });
  });

  it('whose Junk folder has a Chinese name and no mark is watched by the names of its provider', async () => {
    server = new ScriptedImapServer({ capabilities: ['MOVE', 'ID'] });
    const port = await server.listen();
    // 垃圾邮件, as IMAP writes it (RFC 3501 5.1.3).
    server.folders.set('&V4NXPpCuTvY-', []);
    await bench.start(scriptedPlan(port, { provider: '163', since: 'all' }), scriptedSecrets);
    server.addMany(1, () => complaintMail(), undefined, '&V4NXPpCuTvY-');
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'complaint', identity: '垃圾邮件/7/1' });
    expect(server.asked.filter((command) => command.startsWith('IDLE'))).toEqual([]);
  });

  it('that names no next UID is read from where it stands, and nothing older is taken', async () => {
    await watch({ capabilities: ['MOVE'], hidesUidNext: true }, 3, { since: 'set-up' });
    await eventually(async () => {
      expect((await database.query('select from intake.mailbox_folder')).rows).toHaveLength(1);
    });
    server?.add(complaintMail());
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ uid: '4', outcome: 'complaint' });
  });

  it('that lists a mail and refuses to hand it out holds up no other; the mail ends in quarantine, where it lies', async () => {
    const { folders } = await watch({ capabilities: ['MOVE'], refusesToFetch: [1] });
    const ledger = await bench.settled(2, 20_000);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'quarantined', reason: 'unfetchable' },
      { outcome: 'complaint', reason: null },
    ]);
    expect(folders.get('INBOX')?.map(({ uid }) => uid)).toEqual([1]);
  });

  it('whose mail is taken away by another client before it is fetched leaves a named outcome', async () => {
    await watch({ capabilities: ['MOVE'], losesBeforeFetch: [1] });
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'vanished', reason: 'removed-by-other-client' },
      { outcome: 'complaint', reason: null },
    ]);
  });

  it('that breaks the connection over one mail loses no other and holds up none', async () => {
    await watch({ capabilities: ['MOVE'], breaksOver: [1] });
    await eventually(async () => {
      expect((await bench.ledger()).map(({ outcome }) => outcome)).toEqual([null, 'complaint']);
    });
    const ledger = await bench.settled(2, 50_000);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'quarantined', reason: 'unfetchable' },
      { outcome: 'complaint', reason: null },
    ]);
  });
});
