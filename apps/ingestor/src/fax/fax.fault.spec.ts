import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { faxMail } from '../testing/fax-mail.js';
import { IngestorBench, ingestorSets, sendRaw } from '../testing/running-ingestor.js';
import { endIngestors, spawnIngestor } from '../testing/spawned-ingestor.js';
import { degradePage } from './testing/degrade-page.js';
import { openLetter } from './testing/letters.js';
import { writeTiff } from './testing/write-tiff.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
beforeEach(() => bench.clear());
afterEach(endIngestors);
afterAll(() => bench.cleanUp());

const plan = `
mailboxes:
  - key: garden
    preset: property-group
    unit: jiangnan
    origin: mailbox
    addresses: [complaints@example.com]
    fax: { origin: fax, gateways: [{ form: chinese-service, from: [fax@pbx.example.com] }] }
`;

describe('a fax over which the process is killed (issue 3 point 8)', () => {
  it('is read after the start, once, by the same arrival; a lease outlives no reader', async () => {
    const first = await spawnIngestor(bench, plan, { INTAKE_LEASE_SECONDS: '1' });
    const sheets = await Promise.all(
      (['leak', 'elevator', 'refund', 'leak-again'] as const).map(async (name) =>
        degradePage((await openLetter(name)).sheet, { header: 1 }),
      ),
    );
    const files = [{ name: 'fax.tif', type: 'image/tiff', content: writeTiff(sheets) }];
    await sendRaw(first.smtpPort, await faxMail({ files }), { from: 'fax@pbx.example.com' });
    await eventually(async () => {
      const [row] = await bench.ledger();
      expect([row?.started, row?.outcome]).toEqual([1, null]);
    });
    await first.process.kill('SIGKILL');
    const [killed] = await bench.ledger();
    expect(killed).toMatchObject({ started: 1, finished: 0, outcome: null });

    await spawnIngestor(bench, plan, { INTAKE_LEASE_SECONDS: '1' });
    const [row] = await bench.settled(1, 90_000);
    expect(row).toMatchObject({
      outcome: 'complaint',
      channel: 'fax',
      started: 2,
      finished: 1,
      received_at: killed?.received_at,
    });
    expect(StoredMessage.parse(await bench.message(row?.id ?? '')).fax).toMatchObject({ pages: 4, text: 'recognised' });
    expect(await bench.outbox()).toHaveLength(1);
  });
});
