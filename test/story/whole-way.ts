import { expect } from '@jest/globals';
import type { Pillar } from '#apps/cli/src/demo/town/correspondent.js';
import type { Correspondent } from '#apps/cli/src/demo/town/correspondent.js';
import type { Letter, PostOffice } from '#apps/cli/src/demo/town/post-office.js';
import { stepClock, type IdleProbe } from '#libs/clock/step-clock.js';
import { eventually } from '#libs/testing/eventually.js';
import type { TestDatabase } from '#libs/testing/test-database.js';

export interface WholeWayTown {
  readonly office: PostOffice;
  readonly pillar: Pillar;
  readonly database: TestDatabase;
  readonly probes: readonly IdleProbe[];
  /** Longest wait for one mail, ms; covers a crash and the start after it. */
  readonly patienceMs: number;
}

const customer: Correspondent = { name: '王秀兰', address: 'wangxl@mail.example.com', staff: false };

/** Monday of an ordinary working week, nine o'clock in Shanghai: nothing of the story waits for the night to end. */
export const mondayMorning = new Date('2026-11-23T01:00:00Z');

/** A general complaint from the first mail to the customer's yes, by mail alone; returns the case number. */
export async function walkTheWholeWay(town: WholeWayTown): Promise<string> {
  await handIn(town, async () => {
    await town.pillar.post('config/demo/mails/a-leak.eml', customer.address, 'tousu@jiangnanli.example.com');
  });
  const acknowledged = await letterTo(town, customer.address, '已受理');
  const number = /\d{6}-[A-Z]+-\d{3}/u.exec(acknowledged.subject)?.[0] ?? '';
  expect(number).not.toBe('');

  // How sure the classifier is of this text is no matter here: where it asks, the desk says general.
  const first = await letterAbout(town, /请接单|请判定/u);
  if (first.subject.includes('请判定')) {
    await answer(town, { name: '分派专员', address: first.to, staff: true }, first, '一般');
  }
  const dispatched = await letterAbout(town, /请接单/u);
  const handler: Correspondent = { name: '经办人', address: dispatched.to, staff: true };
  await answer(town, handler, dispatched, '接单');
  await letterTo(town, handler.address, '已接单', 'text');
  await answer(town, handler, dispatched, '方案\n责任人：周师傅\n措施：更换角阀与接头，更换柜子底板\n时限：2个工作日');
  await letterTo(town, handler.address, '已登记方案', 'text');
  await passReviews(town, number);
  await pass(town, 2 * 60_000);
  await letterTo(town, customer.address, '正在办理');
  await answer(town, handler, dispatched, '完成 接头已更换，试水24小时不再渗漏');
  await letterTo(town, handler.address, '已登记处理完成', 'text');
  await pass(town, 2 * 60_000);
  const question = await letterTo(town, customer.address, '请您确认');
  await answer(town, customer, question, '修好了，满意，谢谢');
  await letterTo(town, customer.address, '已办结');
  return number;
}

/** Should the classifier have called it major, its plan goes by legal and approval. */
async function passReviews(town: WholeWayTown, number: string): Promise<void> {
  const { rows } = await town.database.query<{ tag: string }>('select tag from cases.case_row where number = $1', [
    number,
  ]);
  if (rows[0]?.tag !== 'major') {
    return;
  }
  for (const [asked, answered] of [
    ['请出具意见', '意见 同意'],
    ['请审批', '批准'],
  ] as const) {
    const letter = await letterAbout(town, new RegExp(asked, 'u'));
    await answer(town, { name: '审核人', address: letter.to, staff: true }, letter, answered);
  }
}

/** Business time passes as soon as nothing is under way. */
async function pass(town: WholeWayTown, byMs: number): Promise<void> {
  await eventually(async () => {
    await stepClock({ db: town.database, byMs, idleProbes: town.probes });
  }, town.patienceMs);
}

async function answer(town: WholeWayTown, who: Correspondent, letter: Letter, text: string): Promise<void> {
  await handIn(town, async () => {
    await town.pillar.answer(who, letter, text);
  });
}

/** As a mail server does: what was not taken is handed in again. */
async function handIn(town: WholeWayTown, attempt: () => Promise<void>): Promise<void> {
  await eventually(attempt, town.patienceMs);
}

async function letterTo(
  town: WholeWayTown,
  to: string,
  word: string,
  where: 'subject' | 'text' = 'subject',
): Promise<Letter> {
  return town.office.next(to, (letter) => letter[where].includes(word), town.patienceMs);
}

async function letterAbout(town: WholeWayTown, words: RegExp): Promise<Letter> {
  return eventually(() => {
    const letter = town.office.letters.find((candidate) => words.test(candidate.subject));
    if (!letter) {
      throw new Error(`no mail with ${String(words)} in its subject yet`);
    }
    return letter;
  }, town.patienceMs);
}
