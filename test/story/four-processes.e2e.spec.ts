import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pillar } from '#apps/cli/src/demo/town/correspondent.js';
import { PostOffice } from '#apps/cli/src/demo/town/post-office.js';
import { SmsOffice } from '#apps/cli/src/demo/town/sms-office.js';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testVhost } from '#libs/testing/test-vhost.js';
import { Installation, serviceEntries } from '../town/installation.js';
import { walkTheWholeWay } from './whole-way.js';

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
    await installation.start();
  }, 120_000);

  afterAll(async () => {
    await installation.close();
    await Promise.all([office.close(), sms.close(), rm(folder, { recursive: true, force: true })]);
  }, 60_000);

  it('bring a complaint from its arrival to the yes of the customer, by mail alone (PG-3)', async () => {
    const pillar = new Pillar(`smtp://127.0.0.1:${String(installation.smtpPort)}`, 'mx.jiangnanli.example.com');
    const number = await walkTheWholeWay({ office, pillar, database, probes: idleProbes(), patienceMs: 30_000 });
    const { rows } = await database.query('select stage, close_reason, tag from cases.case_row where number = $1', [
      number,
    ]);
    expect(rows).toEqual([{ stage: 'closed', close_reason: 'confirmed', tag: 'general' }]);
  }, 180_000);
});
