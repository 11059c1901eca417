import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from '../test-kit/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

async function portOf(extra: Record<string, string> = {}): Promise<number> {
  const { smtp } = await bench.start(undefined, extra);
  return smtp?.port ?? 0;
}

describe('mail by SMTP', () => {
  it('is in the ledger and the vault when the sender is told so, and becomes a complaint (PG-16, PC-9.1)', async () => {
    const port = await portOf();
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ transport: 'smtp', point: 'garden', outcome: 'complaint', started: 1, finished: 1 });
    const [message] = await bench.outbox();
    expect(message).toMatchObject({
      type: 'complaint.received',
      envelope: {
        correlationId: row?.id,
        data: { deliveryId: row?.id, preset: 'property-group', unit: 'sunshine-garden', channel: 'mail', origin: 'mail', language: 'zh', automatic: false },
      },
    });
  });
});
