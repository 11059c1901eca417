import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pillar } from '#apps/cli/src/demo/town/correspondent.js';
import { setBusinessTime } from '#apps/cli/src/demo/set-business-time.js';
import { PostOffice } from '#apps/cli/src/demo/town/post-office.js';
import { SmsOffice } from '#apps/cli/src/demo/town/sms-office.js';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testVhost } from '#libs/testing/test-vhost.js';
import { Installation, serviceEntries } from '../town/installation.js';
import { mondayMorning, walkTheWholeWay } from './whole-way.js';

const database = withTestDatabase({ sets: migrationSets });
const vhost = testVhost();
endSpawnedServices();

describe('four processes on RabbitMQ', () => {
  let folder = '';
  let office: PostOffice;
  let sms: SmsOffice;
  let installation: Installation;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-letters-'));
    office = await PostOffice.open(folder);
    sms = await SmsOffice.open();
    installation = await Installation.prepare({
      databaseUrl: database.url,
      rabbitUrl: vhost.url,
      smtpUrl: office.url,
      smsUrl: sms.url,
      entries: serviceEntries,
    });
    await setBusinessTime(database, mondayMorning);
    await installation.start();
  }, 120_000);

  afterAll(async () => {
    await installation.close();
    await Promise.all([office.close(), sms.close(), rm(folder, { recursive: true, force: true })]);
  }, 60_000);

  it('bring a complaint from its arrival to the yes of the customer, by mail alone (PG-3)', async () => {
    const pillar = new Pillar(`smtp://127.0.0.1:${String(installation.smtpPort)}`, 'mx.jiangnanli.example.com');
    const number = await walkTheWholeWay({ office, pillar, database, probes: idleProbes(), patienceMs: 60_000 });
    const { rows } = await database.query('select stage, close_reason from cases.case_row where number = $1', [number]);
    expect(rows).toEqual([{ stage: 'closed', close_reason: 'confirmed' }]);
  }, 180_000);

  it('have left no name, address or number outside the vault: not in tables, messages, logs or metrics (PC-6, SI-14.1)', async () => {
    const { rows: tables } = await database.query<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('vault', 'pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(15);
    const places = new Map<string, string>([
      ['logs', installation.output],
      ['metrics', await (await fetch(`${installation.urlOf('ingestor')}/metrics`)).text()],
    ]);
    for (const { name } of tables) {
      const { rows } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
      places.set(name, rows.map(({ row }) => row).join('\n'));
    }
    const planted = ['王秀兰', 'wangxl', '13800001801', '3栋2单元', '周师傅', '渗水'];
    const found = [...places].flatMap(([place, text]) =>
      planted.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${place}`),
    );
    expect(found).toEqual([]);
    expect(places.get('cases.case_row')).toContain('registered');
  }, 60_000);
});
