import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from '../testing/running-ingestor.js';
import { dialogue } from '../testing/smtp-talk.js';

const held: Socket[] = [];
// Before the bench registers the end of its services, which wait for connections.
afterEach(() => {
  held.splice(0).forEach((socket) => socket.destroy());
});
const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
const run = promisify(execFile);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

/** Nobody is trusted, so that this machine is a client like any other. */
async function portOf(extra: Record<string, string>): Promise<number> {
  const { smtp } = await bench.start(undefined, { INTAKE_SMTP_TRUSTED: 'none', ...extra });
  return smtp?.port ?? 0;
}

/** Connects and waits for the greeting. */
async function greeting(port: number, host = '127.0.0.1'): Promise<string> {
  const socket = connect(port, host);
  held.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('data', (data) => {
      resolve(data.toString());
    });
    socket.once('error', reject);
  });
}

const refusalOf = async (sending: Promise<string>): Promise<string> =>
  sending.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error && 'response' in error ? String(error.response) : String(error)),
  );

describe('a client of the SMTP listener', () => {
  it('with too many connections is asked to come back, while others are served (421)', async () => {
    const port = await portOf({ INTAKE_SMTP_CLIENTS_PER_ADDRESS: '2', INTAKE_SMTP_HOST: '0.0.0.0' });
    await expect(greeting(port)).resolves.toMatch(/^220 /u);
    await expect(greeting(port)).resolves.toMatch(/^220 /u);
    await expect(greeting(port)).resolves.toMatch(/^421 4\.7\.0 Your address has 2 connections already/u);
    // Another address of this machine.
    const other = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    held.push(other);
    const words = await new Promise<string>((resolve) => other.once('data', (data) => resolve(data.toString())));
    expect(words).toMatch(/^220 /u);
  });

  it('that closes a connection may open another', async () => {
    const port = await portOf({ INTAKE_SMTP_CLIENTS_PER_ADDRESS: '1' });
    await greeting(port);
    held.splice(0).forEach((socket) => socket.destroy());
    await eventually(async () => {
      await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    });
  });

  it('that sends too many mails in a minute is asked to come back; what it brought is kept (450)', async () => {
    const port = await portOf({ INTAKE_SMTP_MAILS_PER_MINUTE_PER_ADDRESS: '3' });
    for (let index = 0; index < 3; index += 1) {
      await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    }
    await expect(refusalOf(sendRaw(port, complaintMail()))).resolves.toMatch(/^450 4\.7\.1 More than 3 mails/u);
    const swaks = run('swaks', ['--server', `127.0.0.1:${String(port)}`, '--to', 'complaints@example.com']);
    await expect(swaks).rejects.toMatchObject({ stdout: expect.stringMatching(/^<\*\* 450 4\.7\.1 More than 3/mu) });
    const ledger = await bench.settled(3);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['complaint', 'complaint', 'complaint']);
  });

  it('is told apart from all together, who have a limit too (451)', async () => {
    const port = await portOf({ INTAKE_SMTP_MAILS_PER_MINUTE: '1' });
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    await expect(refusalOf(sendRaw(port, complaintMail()))).resolves.toMatch(/^451 4\.3\.2 More than 1 mails/u);
  });

  it('gets the further recipients of one mail refused for now, and the others taken (452)', async () => {
    const port = await portOf({ INTAKE_SMTP_RECIPIENTS: '1' });
    const to = ['complaints@example.com', 'service@example.com'];
    const answers = await dialogue(
      port,
      ['EHLO a', 'MAIL FROM:<wang@example.org>', ...to.map((address) => `RCPT TO:<${address}>`), 'DATA'],
      complaintMail(),
      1,
    );
    expect(answers.slice(3)).toEqual([
      expect.stringMatching(/^250 /u),
      expect.stringMatching(/^452 .*too many recipients/u),
      expect.stringMatching(/^354 /u),
      expect.stringMatching(/^250 /u),
    ]);
    const ledger = await bench.settled(1);
    expect(ledger[0]).toMatchObject({ point: 'garden', outcome: 'complaint' });
  });

  it('that guesses addresses loses its connection (421)', async () => {
    const port = await portOf({ INTAKE_SMTP_BAD_COMMANDS: '3' });
    const guesses = ['a', 'b', 'c'].map((name) => `RCPT TO:<${name}@example.com>`);
    const answers = await dialogue(port, ['EHLO a', 'MAIL FROM:<x@example.org>', ...guesses]);
    expect(answers.slice(-3)).toEqual([
      expect.stringMatching(/^550 /u),
      expect.stringMatching(/^550 /u),
      expect.stringMatching(/^421 4\.7\.0 3 commands were refused/u),
    ]);
  });

  it('that speaks something else loses its connection too', async () => {
    const port = await portOf({ INTAKE_SMTP_BAD_COMMANDS: '2' });
    const answers = await dialogue(port, ['\u0016\u0003\u0001', 'VRFY root@example.com', 'SPEAK']);
    expect(answers.at(-1)).toMatch(/^421 /u);
  });

  it('that is a mail server of ours is held to none of the limits for one client', async () => {
    const port = await portOf({
      INTAKE_SMTP_TRUSTED: '127.0.0.0/8',
      INTAKE_SMTP_CLIENTS_PER_ADDRESS: '1',
      INTAKE_SMTP_MAILS_PER_MINUTE_PER_ADDRESS: '1',
      INTAKE_SMTP_BAD_COMMANDS: '1',
    });
    await greeting(port);
    await expect(refusalOf(sendRaw(port, complaintMail(), { to: ['nobody@example.com'] }))).resolves.toMatch(/^550/u);
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    await expect(sendRaw(port, complaintMail())).resolves.toMatch(/^250 /u);
    await bench.settled(2);
  });

  it('is counted when a limit turns it away, and its address is not written down (PC-6)', async () => {
    const { smtp, url } = await bench.start(undefined, {
      INTAKE_SMTP_TRUSTED: 'none',
      INTAKE_SMTP_MAILS_PER_MINUTE_PER_ADDRESS: '1',
    });
    await sendRaw(smtp?.port ?? 0, complaintMail());
    await refusalOf(sendRaw(smtp?.port ?? 0, complaintMail()));
    const metrics = await (await fetch(`${url ?? ''}/metrics`)).text();
    expect(metrics).toMatch(/redress_smtp_turned_away_total\{[^}]*limit="mails"[^}]*\} 1/u);
    expect(await bench.logged('A client of the SMTP listener was turned away by a limit')).toBeGreaterThan(0);
  });
});
