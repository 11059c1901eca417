import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testMailbox } from '#libs/testing/test-mailbox.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from './testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const mailbox = testMailbox();

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

const bySmtp = 40;
const byImap = 40;

describe('cuts while mail comes in', () => {
  it('of every database connection and of the mail server, again and again: each mail is one complaint, none is unaccounted for', async () => {
    const service = await bench.start(
      `
mailboxes:
  - { key: garden, preset: property-group, unit: jiangnan, origin: mailbox, addresses: [complaints@example.com] }
  - key: box
    preset: property-group
    unit: jiangnan
    origin: mailbox
    addresses: [box@example.com]
    imap: { host: ${mailbox.host}, port: ${String(mailbox.port)}, security: none, user: ${mailbox.user}, password: { env: BOX_PASSWORD }, pollSeconds: 1 }
`,
      { BOX_PASSWORD: mailbox.password },
    );
    await eventually(async () => {
      expect((await database.query('select from intake.mailbox_folder')).rows).not.toEqual([]);
    });
    const cutting = new AbortController();
    const cuts = cutAgainAndAgain(cutting.signal, () => {
      service.cutMailboxes();
    });
    const sending = Array.from({ length: bySmtp }, async (_, index) => {
      await pause(index * 60);
      const raw = complaintMail();
      await eventually(() => sendRaw(service.smtp?.port ?? 0, raw), 40_000);
    });
    for (let index = 0; index < byImap; index += 1) {
      await mailbox.append(complaintMail());
    }
    await Promise.all(sending);
    cutting.abort();
    expect(await cuts).toBeGreaterThan(3);

    await eventually(async () => {
      const ledger = await bench.ledger();
      expect(ledger.filter(({ outcome }) => outcome === 'complaint').length).toBe(bySmtp + byImap);
      expect(ledger.filter(({ outcome }) => outcome !== 'complaint' && outcome !== 'duplicate')).toEqual([]);
      expect(ledger.filter(({ placement }) => placement !== null && placement !== 'processed').length).toBe(0);
    }, 100_000);
    const announced = (await bench.outbox()).map(({ envelope }) => envelope.data['deliveryId']);
    expect(new Set(announced).size).toBe(bySmtp + byImap);
    expect(announced).toHaveLength(bySmtp + byImap);
  }, 180_000);
});

/** Until told to stop; returns how often connections were really cut. */
async function cutAgainAndAgain(signal: AbortSignal, alsoCut: () => void): Promise<number> {
  let cuts = 0;
  while (!signal.aborted) {
    await pause(400);
    const { rows } = await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'redress-%'`,
    );
    cuts += rows.length > 0 ? 1 : 0;
    alsoCut();
  }
  return cuts;
}
