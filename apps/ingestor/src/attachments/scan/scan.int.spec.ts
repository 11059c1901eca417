import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { eventually } from '#libs/testing/eventually.js';
import { startClamd, type Clamd } from '#libs/testing/servers/start-clamd.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { faxMail } from '../../testing/fax-mail.js';
import { IngestorBench, ingestorSets, plainPlan, sendRaw } from '../../testing/running-ingestor.js';
import { scanFile } from './clamd-talk.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
let folder: string;
let clamd: Clamd;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-scan-'));
  clamd = await startClamd(folder, { streamMaxMegabytes: 2 });
});
beforeEach(async () => {
  await bench.clear();
  await clamd.begin();
});
afterAll(async () => {
  await clamd.stop();
  await rm(folder, { recursive: true, force: true });
  await bench.cleanUp();
});

const photo = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(2_000, 7)]);
const infected = (): Buffer => Buffer.concat([Buffer.from('%PDF-1.4\n'), clamd.address.marker]);

async function letter(port: number, files: readonly (readonly [name: string, content: Buffer])[]): Promise<void> {
  const mail = await faxMail({
    from: '王女士 <wang@example.org>',
    subject: '电梯停运，照片见附件',
    text: '电梯从早上停到现在，老人下不了楼，请尽快处理。',
    headers: { 'Auto-Submitted': 'no' },
    files: files.map(([name, content]) => ({ name, type: 'application/octet-stream', content })),
  });
  await sendRaw(port, mail);
}

async function messageOf(id: string | undefined): Promise<StoredMessage> {
  return StoredMessage.parse(await bench.message(id ?? ''));
}

async function metricsOf(url: string | null): Promise<string> {
  return (await fetch(`${url ?? ''}/metrics`)).text();
}

function scanner(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { INTAKE_CLAMD: `unix:${clamd.address.socket}`, INTAKE_CLAMD_SECONDS: '10', ...extra };
}

describe('clamd', () => {
  it('says of a file whether something is in it', async () => {
    const at = { path: clamd.address.socket };
    expect(await scanFile(at, photo, 10_000)).toEqual({ kind: 'clean' });
    expect(await scanFile(at, Buffer.alloc(0), 10_000)).toEqual({ kind: 'clean' });
    expect(await scanFile(at, Buffer.alloc(1_500_000, 1), 10_000)).toEqual({ kind: 'clean' });
    expect(await scanFile(at, infected(), 10_000)).toEqual({ kind: 'infected', signature: clamd.address.signature });
  });

  it('that takes no file of this size has not looked at it', async () => {
    await expect(scanFile({ path: clamd.address.socket }, Buffer.alloc(4_000_000), 10_000)).rejects.toMatchObject({
      family: 'transient',
    });
  });

  it('that is away, or does not answer, is waited for', async () => {
    await expect(scanFile({ path: join(folder, 'nobody') }, photo, 10_000)).rejects.toMatchObject({
      family: 'transient',
      code: 'scanner-away',
    });
    const callers: Socket[] = [];
    const silent = createServer((socket) => callers.push(socket)).listen(0, '127.0.0.1');
    const address = await eventually(() => {
      const found = silent.address();
      if (found === null || typeof found === 'string') {
        throw new Error('not yet');
      }
      return Promise.resolve(found);
    });
    await expect(scanFile({ host: '127.0.0.1', port: address.port }, photo, 200)).rejects.toMatchObject({
      code: 'scanner-away',
    });
    // What nobody reads never ends by itself.
    callers.forEach((socket) => socket.destroy());
    silent.close();
  });
});

describe('files of a complaint, looked at by clamd (issue 3 point 10)', () => {
  it('are taken but for the infected one, which is named in the ledger and on the complaint', async () => {
    const { smtp } = await bench.start(plainPlan, scanner());
    await letter(smtp?.port ?? 0, [
      ['照片.jpg', photo],
      ['发票.pdf', infected()],
    ]);
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'complaint', flags: ['file-infected'] });
    const { attachments } = await messageOf(row?.id);
    expect(attachments).toMatchObject([
      { name: '照片.jpg', type: 'image/jpeg', item: expect.any(String) },
      { name: '发票.pdf', type: 'application/pdf', item: null, notTaken: 'infected' },
    ]);
    expect(await bench.logged('A file is infected; it is held in quarantine')).toBe(1);
  });

  it('wait with their message while clamd is away, and nothing is lost', async () => {
    await clamd.stop();
    const { smtp, url } = await bench.start(plainPlan, scanner({ INTAKE_CLAMD_WAIT_SECONDS: '600' }));
    await letter(smtp?.port ?? 0, [['照片.jpg', photo]]);
    await eventually(async () => {
      const [row] = await bench.ledger();
      expect(row?.finished).toBeGreaterThan(0);
      expect(row?.outcome).toBeNull();
    });
    expect(await bench.logged('The virus scanner is away: messages with files wait for it')).toBe(1);
    expect(await metricsOf(url)).toMatch(/^redress_virus_scanner_away\{[^}]*\} 1$/mu);
    await clamd.begin();
    const [row] = await bench.settled(1, 30_000);
    expect(row).toMatchObject({ outcome: 'complaint', flags: [] });
    expect(await metricsOf(url)).toMatch(/^redress_virus_scanner_away\{[^}]*\} 0$/mu);
    expect((await messageOf(row?.id)).attachments).toMatchObject([{ item: expect.any(String) }]);
  });

  it('let their message go on when clamd is away for too long, and are taken when it is back', async () => {
    await clamd.stop();
    const { smtp } = await bench.start(plainPlan, scanner({ INTAKE_CLAMD_WAIT_SECONDS: '0' }));
    await letter(smtp?.port ?? 0, [
      ['照片.jpg', photo],
      ['发票.pdf', infected()],
    ]);
    const [row] = await bench.settled(1, 30_000);
    expect(row).toMatchObject({ outcome: 'complaint', flags: ['files-unscanned'] });
    expect((await messageOf(row?.id)).attachments).toMatchObject([
      { item: null, notTaken: 'unscanned' },
      { item: null, notTaken: 'unscanned' },
    ]);
    await clamd.begin();
    await eventually(async () => {
      const [now] = await bench.ledger();
      expect(now?.flags).toEqual(['file-infected']);
    }, 30_000);
    expect((await messageOf(row?.id)).attachments).toMatchObject([
      { name: '照片.jpg', item: expect.any(String) },
      { name: '发票.pdf', item: null, notTaken: 'infected' },
    ]);
    expect((await messageOf(row?.id)).attachments[0]).not.toHaveProperty('notTaken');
  });

  it('do not hold up a complaint without files', async () => {
    await clamd.stop();
    const { smtp } = await bench.start(plainPlan, scanner({ INTAKE_CLAMD_WAIT_SECONDS: '600' }));
    await letter(smtp?.port ?? 0, []);
    expect((await bench.settled(1))[0]).toMatchObject({ outcome: 'complaint' });
  });

  it('beyond the limits stay in the message as it came, each with its reason', async () => {
    const { smtp } = await bench.start(plainPlan, {
      INTAKE_ATTACHMENT_MAX_BYTES: '65536',
      INTAKE_ATTACHMENT_MAX_COUNT: '2',
    });
    await letter(smtp?.port ?? 0, [
      ['全景.jpg', Buffer.concat([photo, Buffer.alloc(70_000)])],
      ['一.jpg', photo],
      ['二.jpg', photo],
      ['三.jpg', photo],
    ]);
    const [row] = await bench.settled(1);
    const { attachments } = await messageOf(row?.id);
    expect(attachments.map(({ notTaken, item }) => notTaken ?? typeof item)).toEqual([
      'too-large',
      'string',
      'string',
      'too-many',
    ]);
  });
});
