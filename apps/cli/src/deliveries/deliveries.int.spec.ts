import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  complaintMail,
  IngestorBench,
  plainPlan,
  planSecrets,
  sendRaw,
} from '#apps/ingestor/src/testing/running-ingestor.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';

let folder = '';
afterAll(() => rm(folder, { recursive: true, force: true }));
const database = withTestDatabase({ sets: migrationSets });
const bench = new IngestorBench(database);
endSpawnedServices();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-export-'));
});
beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

async function redress(...args: string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const environment = await bench.environment(plainPlan, planSecrets);
  const command = spawnService({ entry: 'apps/cli/src/main.ts', args, env: environment });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

/** An unsigned text message: it is parked at the door. */
async function pushUnsigned(url: string | null, id: string): Promise<void> {
  await fetch(`${url ?? ''}/intake/sms/gateway`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, from: '13800001111', to: '106900001234', text: '三号楼电梯又停了' }),
  });
}

describe('bin/redress deliveries', () => {
  it('lists every arrival with its outcome and nothing of anybody, unless asked to (PC-6)', async () => {
    const { smtp, url } = await bench.start();
    await sendRaw(smtp?.port ?? 0, complaintMail());
    await pushUnsigned(url, 'gw-1');
    const rows = await bench.settled(2);
    const plain = await redress('deliveries', 'list');
    expect(plain.code).toBe(0);
    expect(plain.output).toMatch(/smtp +garden +complaint/u);
    expect(plain.output).toMatch(/sms +gateway +quarantined +signature-missing/u);
    expect(plain.output).not.toMatch(/wang@|电梯|1380000/u);
    const revealed = await redress('deliveries', 'list', '--transport', 'smtp', '--reveal');
    expect(revealed.output).toMatch(/wang@example\.org +三号楼电梯/u);
    const shown = await redress('deliveries', 'show', rows[0]?.id.slice(0, 8) ?? '');
    expect(JSON.parse(shown.output)).toMatchObject({ id: rows[0]?.id, outcome: 'complaint' });
  }, 60_000);

  it('exports what came, byte by byte, into a file that only its owner reads', async () => {
    const { smtp } = await bench.start();
    const mail = complaintMail();
    await sendRaw(smtp?.port ?? 0, mail);
    const [row] = await bench.settled(1);
    const file = join(folder, 'complaint.eml');
    expect(await redress('deliveries', 'export', row?.id ?? '', file)).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toContain(mail.trimEnd());
    const again = await redress('deliveries', 'export', row?.id ?? '', file);
    expect(again).toMatchObject({ code: 2, output: expect.stringContaining('exists') });
  }, 60_000);

  it('replays what is in quarantine, says before what would become of it, and announces nothing twice', async () => {
    const { url } = await bench.start();
    await pushUnsigned(url, 'gw-2');
    const [parked] = await bench.settled(1);
    const id = parked?.id ?? '';
    expect(await redress('deliveries', 'replay', '--dry-run', id)).toMatchObject({
      code: 0,
      output: expect.stringContaining('would become: reply'),
    });
    expect((await bench.ledger())[0]).toMatchObject({ outcome: 'quarantined' });
    expect(await redress('deliveries', 'replay', id)).toMatchObject({ code: 0 });
    const [read] = await bench.settled(1);
    expect(read).toMatchObject({ outcome: 'reply', reason: null, identity: 'id/gw-2' });
    expect((await bench.outbox()).map(({ type }) => type)).toEqual(['reply.received']);
    expect(await redress('deliveries', 'replay', id)).toMatchObject({
      code: 1,
      output: expect.stringContaining('is not in quarantine: reply'),
    });
    await pushUnsigned(url, 'gw-2');
    const [, second] = await bench.settled(2);
    expect(await redress('deliveries', 'replay', second?.id ?? '')).toMatchObject({
      code: 1,
      output: expect.stringContaining(`came again by itself, as ${id}`),
    });
  }, 90_000);
});

describe('bin/redress dead-letters', () => {
  it('lists and calls back what nobody tries again', async () => {
    await bench.start();
    const id = '0b9d3f5e-5d0c-4c8e-9a51-0d3a0e3f1a77';
    await database.query(
      `insert into watch.inbox (message_id, consumer, type, envelope, state, reason, started, finished, failures, received_at, settled_at)
       values ($1, 'watchdog', 'case.noted', '{}', 'dead', 'rejected', 1, 1, 1, clock_timestamp(), clock_timestamp())`,
      [id],
    );
    const listed = await redress('dead-letters', 'list', '--service', 'watchdog');
    expect(listed).toMatchObject({
      code: 0,
      output: expect.stringMatching(new RegExp(`${id} +watchdog +case.noted +rejected`, 'u')),
    });
    expect(await redress('dead-letters', 'replay', id)).toMatchObject({
      code: 0,
      output: expect.stringContaining('called back'),
    });
    const { rows } = await database.query('select state from watch.inbox where message_id = $1', [id]);
    expect(rows).toEqual([{ state: 'pending' }]);
    expect(await redress('dead-letters', 'replay', id)).toMatchObject({
      code: 1,
      output: expect.stringContaining('is no dead letter'),
    });
  }, 60_000);
});
