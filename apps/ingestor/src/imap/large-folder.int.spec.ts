import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets } from '../testing/running-ingestor.js';
import { ScriptedImapServer } from '../testing/scripted-imap.server.js';
import { scriptedPlan, scriptedSecrets } from '../testing/scripted-plan.js';

const many = 100_000;
/** The mail that is being fetched when the service is to stop, and the one asked for just then. */
const inHand = 2;

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
let server = new ScriptedImapServer({ capabilities: ['MOVE', 'IDLE'] });

beforeEach(async () => {
  await bench.clear();
  server = new ScriptedImapServer({ capabilities: ['MOVE', 'IDLE'] });
  await server.listen();
  server.addMany(many, () => complaintMail());
});
afterEach(async () => {
  await bench.stopAll();
  await server.close();
});
afterAll(() => bench.cleanUp());

const start = (imap: Readonly<Record<string, unknown>>) =>
  bench.start(scriptedPlan(server.port, { folders: ['INBOX'], ...imap }), scriptedSecrets);

/** Counted by the database; a hundred thousand rows are not read here. */
async function count(condition: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::int as count from intake.delivery where ${condition}`,
  );
  return rows[0]?.count ?? 0;
}

function fetched(): number {
  return server.asked.filter((command) => command.startsWith('UID FETCH')).length;
}

describe('a folder of 100,000 mails', () => {
  it('is left alone on the first connection: only what comes from then on is taken', async () => {
    await start({});
    await eventually(async () => {
      expect((await database.query('select from intake.mailbox_folder')).rows).toHaveLength(1);
    });
    server.add(complaintMail());
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ uid: String(many + 1), outcome: 'complaint' });
    const fetched = server.asked.filter((command) => command.startsWith('UID FETCH'));
    expect(new Set(fetched.map((command) => command.split(' ')[2]))).toEqual(new Set([String(many + 1)]));
    expect(server.asked.filter((command) => /^UID SEARCH (?!UID)/u.test(command))).toEqual([]);
  });

  it('is all in the ledger before any of it is fetched; it is taken in batches, so that new mail is not kept waiting, and of a batch no more than the mail in hand is taken once it is to stop', async () => {
    const service = await start({ since: 'all', pollSeconds: 3_600 });
    await eventually(async () => {
      expect(await count('true')).toBe(many);
    }, 120_000);
    await eventually(async () => {
      expect(await count(`outcome = 'complaint'`)).toBeGreaterThan(20);
    }, 120_000);
    server.add(complaintMail());
    await eventually(async () => {
      expect(await count(`uid = ${String(many + 1)} and outcome = 'complaint'`)).toBe(1);
    }, 120_000);
    expect(await count('outcome is null')).toBeGreaterThan(many / 2);
    const before = fetched();
    await service.close();
    expect(fetched() - before).toBeLessThanOrEqual(inHand);
  }, 420_000);
});
