import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets } from '../testing/running-ingestor.js';
import { dialogue } from '../testing/smtp-talk.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const run = promisify(execFile);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

async function portOf(extra: Record<string, string> = {}): Promise<number> {
  const { lmtp } = await bench.start(undefined, { INTAKE_LMTP: 'on', INTAKE_LMTP_PORT: '0', ...extra });
  return lmtp?.port ?? 0;
}

const envelope = (...to: readonly string[]): string[] => [
  'LHLO mx.example.org',
  'MAIL FROM:<wang@example.org>',
  ...to.map((address) => `RCPT TO:<${address}>`),
  'DATA',
];

describe('mail by LMTP (RFC 2033)', () => {
  it('from nodemailer is in the ledger when it is answered, and becomes a complaint (PG-16, PC-9.1)', async () => {
    const port = await portOf();
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port, lmtp: true, secure: false });
    const { accepted } = await transport.sendMail({
      envelope: { from: 'wang@example.org', to: ['complaints@example.com'] },
      raw: complaintMail(),
    });
    transport.close();
    expect(accepted).toEqual(['complaints@example.com']);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ transport: 'smtp', point: 'garden', outcome: 'complaint' });
  });

  it('from swaks, as a mail server hands it over, says LMTP in its Received line', async () => {
    const port = await portOf();
    const { stdout } = await run('swaks', [
      ...['--protocol', 'LMTP', '--server', `127.0.0.1:${String(port)}`, '--from', 'wang@example.org'],
      ...[
        '--to',
        'complaints@example.com,service@example.com',
        '--header',
        'Subject: parking',
        '--body',
        '车位被占了。',
      ],
    ]);
    expect(stdout).toMatch(/~> LHLO|-> LHLO/u);
    const ledger = await bench.settled(2);
    expect(ledger.map(({ point }) => point)).toEqual(['garden', 'harbour']);
  });

  it('is answered once for each recipient, in their order, two addresses of one mailbox included', async () => {
    const port = await portOf();
    const to = ['service@example.com', 'complaints@example.com', 'complaints+t@example.com', 'nobody@example.com'];
    const answers = await dialogue(port, envelope(...to), complaintMail(), 3);
    expect(answers.filter((answer) => answer.startsWith('550'))).toEqual([expect.stringContaining('No such mailbox')]);
    expect(answers.slice(-3)).toEqual([
      expect.stringMatching(/^250 /u),
      expect.stringMatching(/^250 /u),
      expect.stringMatching(/^250 /u),
    ]);
    const ledger = await bench.settled(2);
    expect(ledger.map(({ point, outcome }) => `${point} ${String(outcome)}`)).toEqual([
      'harbour complaint',
      'garden duplicate',
    ]);
  });

  it('that cannot be kept for one mailbox is tried again for that one only: the others have it', async () => {
    const port = await portOf();
    await database.query(`alter table intake.delivery add constraint harbour_away check (point <> 'harbour')`);
    try {
      const to = ['complaints@example.com', 'service@example.com', 'complaints@example.com'];
      const answers = await dialogue(port, envelope(...to), complaintMail(), 2);
      expect(answers.slice(-2)).toEqual([expect.stringMatching(/^250 /u), expect.stringMatching(/^451 4\.3\.0 /u)]);
    } finally {
      await database.query('alter table intake.delivery drop constraint harbour_away');
    }
    const [row, ...others] = await bench.settled(1);
    expect(row).toMatchObject({ point: 'garden', outcome: 'complaint' });
    expect(others).toEqual([]);
  });

  it('over the size limit is refused for each recipient, with a ledger row each', async () => {
    const port = await portOf({ INTAKE_MAIL_MAX_BYTES: '65536' });
    const to = ['complaints@example.com', 'service@example.com'];
    const answers = await dialogue(port, envelope(...to), `${complaintMail()}${'x'.repeat(70_000)}\r\n`, 2);
    expect(answers.slice(-2)).toEqual([expect.stringMatching(/^552 /u), expect.stringMatching(/^552 /u)]);
    const ledger = await bench.settled(2);
    expect(ledger.map(({ outcome, reason }) => `${String(outcome)} ${String(reason)}`)).toEqual([
      'refused too-large',
      'refused too-large',
    ]);
  });

  it('is not spoken with EHLO, and is off unless it is asked for', async () => {
    const port = await portOf();
    await expect(dialogue(port, ['EHLO a'])).resolves.toEqual([
      expect.stringMatching(/^220 .*LMTP/u),
      expect.stringMatching(/^500 /u),
    ]);
    const { lmtp } = await bench.start();
    expect(lmtp).toBeNull();
  });
});
