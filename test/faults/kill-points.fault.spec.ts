import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Pillar } from '#apps/cli/src/demo/town/correspondent.js';
import { setBusinessTime } from '#apps/cli/src/demo/set-business-time.js';
import { PostOffice } from '#apps/cli/src/demo/town/post-office.js';
import { SmsOffice } from '#apps/cli/src/demo/town/sms-office.js';
import { noticePoints } from '#apps/dispatcher/src/notice/send/notice-points.js';
import { intakeCrashPoints } from '#apps/ingestor/src/intake-crash-points.js';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { waitUntilIdle } from '#libs/clock/step-clock.js';
import { messagingCrashPoints } from '#libs/messaging/messaging.options.js';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import { createTestDatabase } from '#libs/testing/test-database.js';
import { testVhost } from '#libs/testing/test-vhost.js';
import { mondayMorning, walkTheWholeWay } from '../story/whole-way.js';
import { Installation, serviceEntries, standaloneEntry } from '../town/installation.js';

endSpawnedServices();

/** Every point that a complaint by SMTP passes, early in the story and, where it is passed again, later on. */
const points = [
  ...intakeCrashPoints.filter((point) => !point.startsWith('imap.')),
  ...messagingCrashPoints.flatMap((point) => [point, `${point}:9`]),
  ...noticePoints.flatMap((point) => [point, `${point}:5`]),
];

/** Each service dies at the first of these that it passes; they are fewer, since four processes start for each. */
const pointsOfServices = ['receive.committed', 'process.parsed', ...messagingCrashPoints, ...noticePoints];
const vhosts = new Map(pointsOfServices.map((point) => [point, testVhost()]));

/** Kills at one point, starts again, and lets the story go to its end meanwhile. */
async function killAt(point: string, entries: readonly string[], rabbitUrl: string | null): Promise<void> {
  const database = await createTestDatabase({ sets: migrationSets });
  const folder = await mkdtemp(join(tmpdir(), 'redress-letters-'));
  const office = await PostOffice.open(folder);
  const sms = await SmsOffice.open();
  const installation = await Installation.prepare({
    databaseUrl: database.url,
    rabbitUrl,
    smtpUrl: office.url,
    smsUrl: sms.url,
    entries,
  });
  try {
    await setBusinessTime(database, mondayMorning);
    const { deaths } = await installation.startUnderSupervision(point);
    const pillar = new Pillar(`smtp://127.0.0.1:${String(installation.smtpPort)}`, 'mx.jiangnanli.example.com');
    const number = await walkTheWholeWay({ office, pillar, database, probes: idleProbes(), patienceMs: 120_000 });
    await waitUntilIdle(database, idleProbes(), 120_000);
    expect(deaths()).toBeGreaterThan(0);

    const { rows: cases } = await database.query('select number, stage, close_reason from cases.case_row');
    expect(cases).toEqual([{ number, stage: 'closed', close_reason: 'confirmed' }]);
    const references = sms.sent.map((sent) => sent.reference);
    expect(new Set(references).size).toBe(references.length);
    expectNoMailTwice(office);
    const { rows: lost } = await database.query(`select id from cases.notice where state not in ('told', 'cancelled')`);
    expect(lost).toEqual([]);
  } finally {
    await installation.close();
    await Promise.all([office.close(), sms.close(), rm(folder, { recursive: true, force: true })]);
    await database.drop();
  }
}

/** The same words to the same person may come twice only as the very same mail. */
function expectNoMailTwice(office: PostOffice): void {
  const seen = new Map<string, string>();
  for (const letter of office.letters) {
    const words = `${letter.to}\n${letter.text.replace(/[a-z2-7]{40}/gu, '')}`;
    const before = seen.get(words);
    expect(before === undefined || before === letter.mail.messageId).toBe(true);
    seen.set(words, letter.mail.messageId);
  }
}

describe('a kill -9 of the whole process', () => {
  it.concurrent.each(points)(
    'at %s loses nothing, tells nobody twice, and the case still closes',
    async (point) => {
      await killAt(point, [standaloneEntry], null);
    },
    400_000,
  );
});

describe('a kill -9 of each of four processes on RabbitMQ', () => {
  it.concurrent.each(pointsOfServices)(
    'at %s loses nothing, tells nobody twice, and the case still closes',
    async (point) => {
      await killAt(point, serviceEntries, vhosts.get(point)?.url ?? '');
    },
    400_000,
  );
});
