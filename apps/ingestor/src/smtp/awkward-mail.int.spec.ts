import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { talk } from '../testing/smtp-talk.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

async function portOf(extra: Record<string, string> = {}): Promise<number> {
  const { smtp } = await bench.start(undefined, extra);
  return smtp?.port ?? 0;
}

const refusalOf = async (sending: Promise<string>): Promise<number | undefined> =>
  sending.then(
    () => undefined,
    (error: unknown) => (error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined),
  );

describe('awkward mail by SMTP ends in a named outcome, and the next is not held up', () => {
  const nextPasses = async (port: number): Promise<void> => {
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
  };

  it('refuses 30 MB with 552 and keeps a row that says so, whether the size is declared or not', async () => {
    const port = await portOf();
    const big = `${complaintMail()}${'漏'.repeat(76)}\r\n`.concat(
      'A'.repeat(30 * 1024 * 1024).replace(/(.{76})/gu, '$1\r\n'),
    );
    await expect(refusalOf(sendRaw(port, big))).resolves.toBe(552);
    await nextPasses(port);
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'refused', reason: 'too-large' },
      { outcome: 'complaint', reason: null },
    ]);
  });

  it('refuses a declared SIZE over the limit before the content, with a row, and takes the next mail of the same session', async () => {
    const port = await portOf();
    const answers = await talk(port, [
      'EHLO client.example.org',
      'MAIL FROM:<wang@example.org> SIZE=30000000',
      'RCPT TO:<complaints@example.com>',
      'RSET',
      'MAIL FROM:<wang@example.org>',
      'RCPT TO:<complaints@example.com>',
      'DATA',
      `${complaintMail().trimEnd()}\r\n.`,
      'QUIT',
    ]);
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual([
      '220',
      '250',
      '250',
      '552',
      '250',
      '250',
      '250',
      '354',
      '250',
      '221',
    ]);
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['refused', 'complaint']);
  });

  it('takes mail without From as an anonymous complaint (SI-16)', async () => {
    const port = await portOf();
    await sendRaw(port, complaintMail().replace(/^From:.*\r\n/u, ''));
    await nextPasses(port);
    const [row] = await bench.settled(2);
    expect(row).toMatchObject({ outcome: 'complaint' });
  });

  it('reads broken MIME as far as it goes', async () => {
    const port = await portOf();
    const broken = complaintMail({ headers: ['X-Broken: =?utf-8?B?!!!!'] })
      .replace('Content-Type: text/plain; charset=utf-8', 'Content-Type: multipart/mixed; boundary="never')
      .replace('8bit', 'base64');
    await sendRaw(port, broken);
    await nextPasses(port);
    const [row] = await bench.settled(2);
    expect(row).toMatchObject({ outcome: 'complaint' });
  });

  it('quarantines an empty mail, and keeps it', async () => {
    const port = await portOf();
    await sendRaw(
      port,
      'From: wang@example.org\r\nTo: complaints@example.com\r\nDate: Sat, 21 Nov 2026 09:00:00 +0800\r\n\r\n\r\n',
    );
    await nextPasses(port);
    const [row] = await bench.settled(2);
    expect(row).toMatchObject({ outcome: 'quarantined', reason: 'empty' });
    const { rows } = await database.query<{ reason: string }>('select reason from intake.quarantine');
    expect(rows).toEqual([{ reason: 'empty' }]);
    const { rows: kept } = await database.query('select kind from vault.item where group_id = $1 and kind = $2', [
      row?.id,
      'raw',
    ]);
    expect(kept).toHaveLength(1);
  });

  it('takes mail of any bytes', async () => {
    const port = await portOf();
    await sendRaw(port, Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 7 + (index >> 3)) % 256)));
    await nextPasses(port);
    const ledger = await bench.settled(2);
    expect(ledger[1]).toMatchObject({ outcome: 'complaint' });
  });
});
