import { beforeAll, describe, expect, it } from '@jest/globals';
import { shanghai, type CaseFile } from './case-file.js';
import { company, customer } from './company.js';

// Wednesday before a National Day week: 1 to 7 October are free, Saturday the 9th is a working day instead.
const town = company({ opensAt: new Date('2027-09-29T01:00:00Z') });
const jiangnan = 'tousu@jiangnanli.example.com';

let general: CaseFile;
let major: CaseFile;
let waiting: CaseFile;

beforeAll(async () => {
  general = await town.mail(customer('王秀兰'), jiangnan, { subject: '吊顶渗水', text: '客卫吊顶渗水，请来修。' });
  await town.answers(await general.staffLetter('请接单'), '接单');
  major = await town.mail(customer('陈志强'), jiangnan, {
    subject: '瓷砖砸伤',
    text: '我母亲被外墙掉下的瓷砖砸中，医院诊断左锁骨骨折，现在住院。',
  });
  waiting = await town.mail(customer('李薇'), jiangnan, { subject: '地板划痕', text: '交房时地板有划痕，请来修补。' });
  const dispatched = await waiting.staffLetter('请接单');
  await town.answers(dispatched, '接单');
  await town.answers(dispatched, '暂停 客户出国，约定回国后上门');
}, 120_000);

describe('limits of settling', () => {
  it('are three working days for a general one; the holidays do not count, the make-up Saturday does (PG-18.2)', async () => {
    expect(await general.due('resolution')).toBe('2027-10-09 18:00');
    expect((await general.customerLetter('已受理')).text).toContain('2027-10-09 18:00');
  });

  it('are seven working days for a major one, from when it was tagged (PG-18.2)', async () => {
    expect(await major.due('resolution-major')).toBe('2027-10-14 18:00');
    expect((await major.staffLetter('请接单')).text).toContain('2027-10-14 18:00');
  });

  it('are warned of before they end, to whoever owes them (PG-11)', async () => {
    await town.passUntil('2027-10-09T08:00:00Z', 12);

    const warned = (await general.letters('时限将至')).filter((letter) =>
      letter.text.includes('时限 2027-10-09 18:00'),
    );
    expect(warned.length).toBeGreaterThan(0);
    expect(new Set(warned.map((letter) => letter.to))).toEqual(new Set([town.addressOf('xie-yuting')]));
    expect((await general.row()).tag).toBe('general');
  });

  it('make a general complaint major when they are missed; the major limit starts anew, the missed one stays on record (PG-13.2.3)', async () => {
    await town.passUntil('2027-10-09T10:01:00Z');

    expect(await general.row()).toMatchObject({ tag: 'major', clauses: expect.arrayContaining(['PG-13.2.3']) });
    expect(await general.deadlines('resolution')).toEqual([expect.objectContaining({ missed: true })]);
    expect(shanghai((await general.at('tagged-major')) ?? new Date(0))).toMatch(/^2027-10-09 18:0/u);
    expect(await general.due('resolution-major')).toBe('2027-10-19 18:00');
    expect((await general.staffLetter('抄送')).text).toContain('PG-13.2.3');
  });

  it('do not stop a month from making an unsolved complaint major, though it waits for the customer (PG-13.2.2)', async () => {
    expect((await waiting.row()).tag).toBe('general');
    await town.passUntil('2027-10-29T16:10:00Z', 48);

    expect(await waiting.row()).toMatchObject({ tag: 'major', clauses: expect.arrayContaining(['PG-13.2.2']) });
    expect(await waiting.deadlines('unsolved-month')).toEqual([expect.objectContaining({ missed: true })]);
    expect((await waiting.staffLetter('抄送')).text).toContain('PG-13.2.2');
  });
});
