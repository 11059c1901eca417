import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { Pillar } from '#apps/cli/src/demo/town/correspondent.js';
import { setBusinessTime } from '#apps/cli/src/demo/set-business-time.js';
import { PostOffice, type Letter } from '#apps/cli/src/demo/town/post-office.js';
import { SmsOffice } from '#apps/cli/src/demo/town/sms-office.js';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { signCall } from '#apps/ingestor/src/sms/check-signature.js';
import { machineNow } from '#libs/clock/business-clock.js';
import { stepClock, waitUntilIdle } from '#libs/clock/step-clock.js';
import { eventually } from '#libs/testing/eventually.js';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { Installation, standaloneEntry } from '../town/installation.js';
import { awayAnswerTo, bounceOf, encoded } from './machine-mail.js';
import { mondayMorning } from './whole-way.js';

const database = withTestDatabase({ sets: migrationSets });
endSpawnedServices();

const customer = 'wangxl@mail.example.com';
const mailbox = 'tousu@jiangnanli.example.com';
const patienceMs = 30_000;

let folder = '';
let office: PostOffice;
let sms: SmsOffice;
let installation: Installation;
let dispatched: Letter;
let number = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-letters-'));
  office = await PostOffice.open(folder);
  sms = await SmsOffice.open();
  installation = await Installation.prepare({
    databaseUrl: database.url,
    rabbitUrl: null,
    smtpUrl: office.url,
    smsUrl: sms.url,
    entries: [standaloneEntry],
  });
  await setBusinessTime(database, mondayMorning);
  await installation.start();
  await pillar().post('config/demo/mails/a-leak.eml', customer, mailbox);
  await decideTagWhereAsked();
  dispatched = await letterAbout(/请接单/u);
  number = /\d{6}-[A-Z]+-\d{3}/u.exec(dispatched.subject)?.[0] ?? '';
}, 120_000);

afterAll(async () => {
  await installation.close();
  await Promise.all([office.close(), sms.close(), rm(folder, { recursive: true, force: true })]);
}, 60_000);

function pillar(): Pillar {
  return new Pillar(`smtp://127.0.0.1:${String(installation.smtpPort)}`, 'mx.jiangnanli.example.com');
}

async function letterAbout(words: RegExp, to: RegExp = /@/u): Promise<Letter> {
  return eventually(() => {
    const letter = office.letters.find((candidate) => words.test(candidate.subject) && to.test(candidate.to));
    if (!letter) {
      throw new Error(`no such mail; subjects so far: ${office.letters.map(({ subject }) => subject).join(' | ')}`);
    }
    return letter;
  }, patienceMs);
}

/** How sure the classifier is of the text is no matter here: where it asks, the desk says general. */
async function decideTagWhereAsked(): Promise<void> {
  const first = await letterAbout(/请接单|请判定/u);
  if (first.subject.includes('请判定')) {
    await pillar().answer({ name: '分派专员', address: first.to, staff: true }, first, '一般');
  }
}

async function handIn(raw: readonly string[], from: string, to: string): Promise<void> {
  const transport = createTransport(`smtp://127.0.0.1:${String(installation.smtpPort)}?ignoreTLS=true`);
  try {
    await transport.sendMail({ envelope: { from, to: [to] }, raw: raw.join('\r\n') });
  } finally {
    transport.close();
  }
}

const addressOf = (letter: Letter): string => letter.mail.replyTo[0]?.address ?? mailbox;

async function bounce(letter: Letter): Promise<void> {
  await handIn(bounceOf(letter, addressOf(letter)), '', addressOf(letter));
}

async function answersAway(letter: Letter): Promise<void> {
  await handIn(awayAnswerTo(letter, addressOf(letter)), letter.to, addressOf(letter));
}

async function history(): Promise<string[]> {
  await waitUntilIdle(database, idleProbes(), patienceMs);
  const { rows } = await database.query<{ event: string }>(
    `select event from cases.history h join cases.case_row c on c.id = h.case_id where c.number = $1 order by seq`,
    [number],
  );
  return rows.map(({ event }) => event);
}

const caseCount = async (): Promise<number> =>
  (await database.query<{ n: number }>('select count(*)::int as n from cases.case_row')).rows[0]?.n ?? 0;

describe('mail that no person has written', () => {
  it('a bounce of the dispatch sends the case to the deputy at once (RFC 3464, PG-22)', async () => {
    await bounce(dispatched);
    const again = await letterAbout(/请接单/u, new RegExp(`^(?!${dispatched.to})`, 'u'));
    expect(again.subject).toContain(number);
    expect(await history()).toEqual(expect.arrayContaining(['report-failed-hard', 'assigned-anew']));
    const { rows } = await database.query<{ failure: string }>(
      `select failure from cases.notice where template = 'dispatch' and channel = 'mail' order by created_at, id`,
    );
    expect(rows.map(({ failure }) => failure)).toContain('bounced');
  }, 60_000);

  it('自动回复 of the deputy sends it on, and never back to whom it bounced from (RFC 3834)', async () => {
    const deputy = await letterAbout(/请接单/u, new RegExp(`^(?!${dispatched.to})`, 'u'));
    await answersAway(deputy);
    await letterAbout(/请接单|请派单/u, new RegExp(`^(?!${dispatched.to}|${deputy.to})`, 'u'));
    expect(await history()).toContain('report-absent');
    expect(office.letters.filter(({ to, subject }) => to === dispatched.to && /请接单/u.test(subject))).toHaveLength(1);
  }, 60_000);

  it('a bounce from the complainant becomes one call task for the desk, however many come', async () => {
    const acknowledged = await office.next(customer, (letter) => letter.subject.includes('已受理'), patienceMs);
    await bounce(acknowledged);
    await eventually(async () => {
      expect(await history()).toContain('call-task-opened');
    }, patienceMs);
    await bounce({ ...acknowledged, to: 'wangxl@mail.example.com' });
    const events = await history();
    expect(events.filter((event) => event === 'call-task-opened')).toHaveLength(1);
  }, 60_000);

  it('has opened no case of its own, and each is erased with its case (PC-6)', async () => {
    expect(await caseCount()).toBe(1);
    const { rows } = await database.query<{ n: number }>(
      `select count(*)::int as n from cases.case_delivery d join vault.erasure_group g on g.id = d.delivery_id::text
        where d.part = 'report' and g.parent = d.case_id::text`,
    );
    expect(rows[0]?.n).toBeGreaterThanOrEqual(3);
  });
});

describe('a receipt of a text message', () => {
  async function push(content: Readonly<Record<string, string>>): Promise<void> {
    const body = JSON.stringify(content);
    const timestamp = String(Math.floor(machineNow().getTime() / 1_000));
    const nonce = `n-${content['id'] ?? content['reference'] ?? ''}`;
    const signature = signCall('webhook-secret-of-the-tests', timestamp, nonce, body);
    await fetch(`${installation.urlOf('ingestor')}/intake/sms/jiangnan-sms`, {
      method: 'POST',
      headers: {
        'x-redress-timestamp': timestamp,
        'x-redress-nonce': nonce,
        'x-redress-signature': signature,
      },
      body,
    });
  }

  it('that failed becomes a call task where the complainant has nothing but a phone', async () => {
    await push({ id: 'sms-1', from: '13800001801', to: '106900001234', text: '3栋电梯停了两天，老人下不了楼。' });
    const sent = await eventually(() => {
      const found = sms.sent.find(({ to }) => to.endsWith('13800001801'));
      if (!found) {
        throw new Error('no acknowledgement by SMS yet');
      }
      return found;
    }, patienceMs);
    await waitUntilIdle(database, idleProbes(), patienceMs);
    await push({ reference: sent.reference, state: 'failed', code: 'MOBILE_NOT_ON_SERVICE' });
    await eventually(async () => {
      const { rows } = await database.query<{ event: string }>(
        `select h.event from cases.history h join cases.case_row c on c.id = h.case_id where c.channel = 'sms' order by seq`,
      );
      expect(rows.map(({ event }) => event)).toEqual(
        expect.arrayContaining(['report-failed-hard', 'call-task-opened']),
      );
    }, patienceMs);
  }, 60_000);
});

describe('a command of staff', () => {
  it('without our token opens no complaint; its writer is asked for an answer to the notice', async () => {
    const before = await caseCount();
    await handIn(
      [
        'From: niu.ben@example.com',
        `To: ${mailbox}`,
        `Subject: ${encoded('漏水的事')}`,
        'Message-ID: <stray@example.com>',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '接单',
        '',
      ],
      'niu.ben@example.com',
      mailbox,
    );
    const help = await letterAbout(/【未办理】/u, /^niu\.ben@/u);
    await pillar().answer({ name: '牛犇', address: 'niu.ben@example.com', staff: true }, help, '接单');
    await eventually(() => {
      expect(office.letters.filter(({ subject }) => /【未办理】/u.test(subject))).toHaveLength(2);
    }, patienceMs);
    expect(await caseCount()).toBe(before);
  }, 60_000);

  it('that is none is a complaint like any other', async () => {
    const before = await caseCount();
    await handIn(
      [
        'From: niu.ben@example.com',
        `To: ${mailbox}`,
        `Subject: ${encoded('地下车库照明')}`,
        'Message-ID: <no-command@example.com>',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '业主在现场向我反映，B2车库照明坏了一周没人修，开车很危险，要求尽快处理。',
        '',
      ],
      'niu.ben@example.com',
      mailbox,
    );
    await eventually(async () => {
      expect(await caseCount()).toBe(before + 1);
    }, patienceMs);
  }, 60_000);

  it('知悉 tells the watchdog, which then repeats the step no more', async () => {
    const escalation = await eventually(async () => {
      await stepClock({ db: database, byMs: 60 * 60_000, idleProbes: idleProbes() });
      const { rows } = await database.query<{ handle: string }>(
        `select n.handle from cases.escalation_notice e join cases.notice n on n.id = e.notice_id where n.channel = 'mail' and e.told`,
      );
      const letter = office.letters.find(({ subject }) => rows.some(({ handle }) => subject.includes(`·${handle}`)));
      if (!letter) {
        throw new Error('nothing was escalated yet');
      }
      return letter;
    }, 60_000);
    await pillar().answer({ name: '主管', address: escalation.to, staff: true }, escalation, '知悉');
    await eventually(async () => {
      const { rows } = await database.query('select from watch.emission where acknowledged_at is not null');
      expect(rows).toHaveLength(1);
    }, patienceMs);
  }, 120_000);
});
