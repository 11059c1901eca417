import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mutatedMail } from '#libs/mail/testing/mutated-mail.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, ingestorSets, sendRaw } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

afterAll(() => bench.cleanUp());

const mails = 250;
const senders = 8;

describe('mutated mail handed in by SMTP', () => {
  const seed = randomInt(2 ** 31);

  it(`is all in the ledger with its outcome, none as a fault or a crash of ours (seed ${String(seed)})`, async () => {
    const service = await bench.start();
    // What SMTP itself would not carry is no matter here: an empty mail, or NUL, which some servers refuse.
    const raws = fc.sample(mutatedMail, { numRuns: mails, seed }).filter((raw) => raw.length > 0);
    const left = [...raws];
    await Promise.all(
      Array.from({ length: senders }, async () => {
        for (let raw = left.pop(); raw !== undefined; raw = left.pop()) {
          await sendRaw(service.smtp?.port ?? 0, raw);
        }
      }),
    );
    const ledger = await bench.settled(raws.length, 60_000);
    const faults = ledger.filter(
      ({ reason }) => reason === 'failed' || reason === 'crashed' || reason === 'unreadable',
    );
    expect(faults).toEqual([]);
    expect(ledger.filter(({ finished, outcome }) => finished !== 1 && outcome !== 'duplicate')).toEqual([]);
  }, 120_000);
});
