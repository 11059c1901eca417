import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { openLimits } from './open-limits.js';

/** A company that wants to be surer than rules alone ever are, of an answer and of a proposal. */
const careful = company({
  versions: [
    {
      of: 'common.yaml',
      as: 'common.yaml',
      change: (text) => text.replace(/decide: .*/u, 'decide: 0.85').replace(/propose: .*/u, 'propose: 0.95'),
    },
  ],
});
const jiangnan = 'tousu@jiangnanli.example.com';
const handle = { subject: '门把手松动', text: '3幢2单元501，入户门把手松了，请来拧一下。' };

describe('a complaint that the classifier is less sure of than the preset wants', () => {
  let file: CaseFile;
  let asked: Awaited<ReturnType<CaseFile['staffLetter']>>;

  beforeAll(async () => {
    file = await careful.mail(customer('温婷'), jiangnan, handle);
    asked = await file.staffLetter('请判定');
  }, 60_000);

  it('is numbered and acknowledged, and the desk is asked by mail; nobody handles it yet', async () => {
    expect(await file.row()).toMatchObject({ stage: 'registered', question: { about: 'tag' }, handler: null });
    expect((await file.customerLetter('已受理')).text).toContain(await file.number());
    expect(asked.text).toMatch(/一般[\s\S]*重大/u);
    expect(await file.letters('抄送')).toEqual([]);
  });

  it('runs on the limits of the graver tag meanwhile', async () => {
    expect(await openLimits(file)).toEqual(expect.arrayContaining(['heads-copied', 'resolution-major']));
    const { from, due } = await file.deadline('resolution-major');
    expect(from).toEqual(await file.at('tagged-major'));
    expect(due?.getTime()).toBeGreaterThan(from.getTime());
  });

  it('loses them when the desk says general, and goes to a handler', async () => {
    await careful.answers(asked, '一般');
    expect(await file.row()).toMatchObject({ stage: 'assigned', tag: 'general', question: null });
    expect(await openLimits(file)).toEqual([]);
    expect((await file.deadline('resolution')).due).not.toBeNull();
  });
});

describe('one that the desk takes an hour to call major', () => {
  it('has had its limits from the beginning, and heads learn of it now', async () => {
    const file = await careful.mail(customer('何建国'), jiangnan, { ...handle, text: `${handle.text}门厅也是。` });
    const before = await file.deadline('resolution-major');
    await careful.pass(1, 'hours');
    await careful.answers(await file.staffLetter('请判定'), '重大 客户来电说手被夹断');

    expect(await file.row()).toMatchObject({ tag: 'major', question: null });
    expect(await file.deadline('resolution-major')).toMatchObject({ from: before.from, due: before.due });
    expect(await file.secondsBetween('tagged-major', 'tagged')).toBeGreaterThanOrEqual(3_600);
    expect((await file.staffLetter('抄送')).text).toContain(await file.number());
  }, 60_000);
});

describe('one that looks invalid, but not surely so', () => {
  it('is no proposal: its sender hears of it, and the limits run until the desk says 无效', async () => {
    const file = await careful.mail(customer('业主'), jiangnan, {
      subject: '你们太差了',
      text: '你们太差了！！！差到极点！一点用都没有！',
    });
    expect(await file.row()).toMatchObject({ question: { about: 'tag' }, clauses: ['PG-14.1'] });
    expect((await file.customerLetter('已受理')).text).toContain(await file.number());
    expect(await openLimits(file)).toContain('resolution-major');

    await careful.answers(await file.staffLetter('请判定'), '无效 没有可以核实的内容');
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'invalid' });
    expect(await openLimits(file)).toEqual([]);
  }, 60_000);

  it('takes its ordinary way at once when the desk says 有效', async () => {
    const file = await careful.mail(customer('住户'), jiangnan, { subject: '太差', text: '服务太差了！！差到极点！' });
    expect(await file.row()).toMatchObject({ question: { about: 'tag', looksInvalid: true } });
    await careful.answers(await file.staffLetter('请判定'), '有效 已回拨，车库连续三天积水');
    expect(await file.row()).toMatchObject({ stage: 'assigned', tag: 'general', question: null });
  }, 60_000);
});
