import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { emergencyAddress } from './emergency-plan.js';

const town = company({ emergency: ['property-group'] });
const injury = '我母亲在单元门口被掉下的外墙瓷砖砸中肩部，医院诊断锁骨骨折，现在住院。';
const plan = '方案\n责任人：程海波\n措施：封闭现场、排查外墙\n时限：3个工作日';
const [lead, desk, legal, vice] = ['he-jing', 'zhou-min', 'lu-minghui', 'zheng-weimin'] as const;

async function injured(variant: number): Promise<CaseFile> {
  return town.mail(customer('陈志强'), emergencyAddress('property-group', variant), {
    subject: '瓷砖砸伤',
    text: injury,
  });
}

async function does(file: CaseFile, person: string, word: string, text: string): Promise<void> {
  await town.answers(await file.letterTo(town.addressOf(person), word), text);
}

async function approved(file: CaseFile, text: string): Promise<void> {
  await town.answers(await file.staffLetter('请接单'), text);
  await does(file, legal, '请出具意见', '意见 同意');
  await does(file, vice, '请审批', '批准');
}

describe('variant 4, consultation of the departments', () => {
  it('registers at once what arrives at an entry of its own, with content, time and contact (ME-4.1)', async () => {
    const who = customer('陈志强');
    const file = await town.mail(who, emergencyAddress('property-group', 4), { subject: '瓷砖砸伤', text: injury });

    expect((await file.customerLetter('已受理')).text).toContain(await file.number());
    const dispatched = await file.staffLetter('请接单');
    expect([injury, who.address, '收到时间'].filter((part) => !dispatched.text.includes(part))).toEqual([]);
    expect(await file.secondsBetween('received', 'registered')).toBeLessThanOrEqual(300);
  });

  it('tells the emergency team of a complaint that touches several departments (ME-4.2)', async () => {
    const file = await injured(4);
    await town.answers(await file.staffLetter('请接单'), '接单');
    await town.answers(await file.staffLetter('请接单'), '转派 牛犇 外墙属工程问题');
    expect(await file.letters('多部门')).toEqual([]);
    await does(file, 'niu-ben', '请接单', '接单');

    expect((await file.letterTo(town.addressOf(lead), '多部门')).text).toContain('涉及多个部门');
    expect(await file.readers('多部门')).toEqual(
      expect.arrayContaining([lead, desk, legal].map((person) => town.addressOf(person))),
    );
  });

  it('takes a plan only after the departments were consulted, with person, measures and limit (ME-4.3)', async () => {
    const file = await injured(4);
    await does(file, desk, '信息收集与初步分析', '任务 信息收集与初步分析 已核实');
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, plan);
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('部门会商后方可定方案');

    await town.answers(await file.staffLetter('组织部门会商'), '任务 工程、物业会商一致');
    await town.answers(dispatched, plan);
    expect((await file.row()).stage).toBe('in-approval');
  });

  it('feeds the result back and asks the customer for an opinion (ME-4.4)', async () => {
    const file = await injured(4);
    await does(file, desk, '信息收集与初步分析', '任务 信息收集与初步分析 已核实');
    await town.answers(await file.staffLetter('组织部门会商'), '任务 会商一致');
    await approved(file, plan);
    await town.answers(await file.staffLetter('请接单'), '完成 外墙已加固');
    await town.pass(3, 'minutes');

    const question = await file.customerLetter('请您确认');
    expect([question.text.includes('外墙已加固'), question.text.includes('满意')]).toEqual([true, true]);
    await town.answers(question, '没有解决，二楼还在掉');
    expect((await file.staffLetter('重新办理')).text).toContain('外墙已加固');
  });
});

describe('variant 5, reports upward', () => {
  it('has the lead report progress to higher leaders until the end, and tells them the result (ME-5.0)', async () => {
    const file = await injured(5);
    const report = await file.letterTo(town.addressOf(lead), '向上级领导报告进展');
    expect(await file.deadline('emergency-upward-report')).toMatchObject({ clause: 'ME-5.0', satisfied: null });
    await town.answers(report, '任务 向上级领导报告进展 现场已封闭，伤者情况稳定');
    expect((await file.letterTo(town.addressOf(vice), '任务结果')).text).toContain('伤者情况稳定');

    const { from, satisfied } = await file.deadline('emergency-upward-report');
    expect([from, satisfied]).toEqual([await file.at('management-told'), null]);
    await town.answers(report, '任务 向上级领导报告进展 外墙排查过半');
    expect((await file.letterTo(town.addressOf(vice), '任务结果')).text).toContain('外墙排查过半');
  });

  it('warns the lead again when the next report is due (ME-5.0)', async () => {
    const file = await injured(5);
    await does(file, lead, '向上级领导报告进展', '任务 向上级领导报告进展 现场已封闭');
    const { due } = await file.deadline('emergency-upward-report');
    await town.passUntil(new Date((due?.getTime() ?? 0) + 60_000).toISOString());

    const late = (await file.letters('升级提醒')).filter(({ text }) => text.includes('ME-5.0'));
    expect(new Set(late.map(({ to }) => to))).toEqual(new Set([town.addressOf(lead), town.addressOf(vice)]));
  });

  it('has the heads of departments find out, analyse and report a solution to the lead (ME-5.1)', async () => {
    const file = await injured(5);
    await does(file, desk, '信息收集与初步分析', '任务 信息收集与初步分析 已核实');
    await town.answers(await file.staffLetter('了解分析并提出解决方案'), '任务 空鼓为主因，建议整栋排查加固');

    expect((await file.letterTo(town.addressOf(lead), '任务结果')).text).toContain('建议整栋排查加固');
  });

  it('lets measures be adjusted: the plan is revised, the earlier one stays on record (ME-5.2)', async () => {
    const file = await injured(5);
    await does(file, desk, '信息收集与初步分析', '任务 信息收集与初步分析 已核实');
    await approved(file, plan);
    await approved(file, plan.replace('排查外墙', '整栋加固外墙'));

    expect((await file.customerLetter('正在办理')).text).toContain('整栋加固外墙');
    expect((await file.events()).filter((event) => event === 'planned')).toHaveLength(2);
  });
});

describe('variant 6, suspension of business', () => {
  it('has the case assessed within the hour and the assessment reported to the leading group (ME-6.1)', async () => {
    const file = await injured(6);
    const { from, due, clause } = await file.deadline('emergency-analysis');
    expect([clause, (due?.getTime() ?? 0) - from.getTime()]).toEqual(['ME-6.1', 3_600_000]);
    expect(await file.readers('启动预案')).toContain(town.addressOf(lead));

    await does(file, desk, '立即评估', '任务 立即评估 确认重大，外墙仍有脱落风险');
    expect((await file.letterTo(town.addressOf(vice), '任务结果')).text).toContain('仍有脱落风险');
  });

  it('stops the business concerned by an order that is repeated until acknowledged, and lifted later (ME-6.2)', async () => {
    const file = await injured(6);
    const told = await file.letterTo(town.addressOf(lead), '启动预案');
    await town.answers(told, '停业 该单元出入口立即封闭，停止外立面作业');
    const order = await file.letterTo(town.addressOf('wu-changjiang'), '停业令');
    expect(order.text).toContain('停止外立面作业');
    await town.pass(65, 'minutes');
    const repeated = (await file.letters('升级提醒')).filter(({ text }) => text.includes('ME-6.2'));
    expect(repeated.filter(({ to }) => to === order.to).length).toBeGreaterThanOrEqual(2);

    await town.answers(order, '知悉');
    expect((await file.deadline('emergency-suspension')).satisfied).not.toBeNull();
    await town.answers(told, '解除');
    expect((await file.letterTo(told.to, '未执行')).text).toContain('您不是本案此项的经办人');
    await town.answers(await file.letterTo(town.addressOf(vice), '上报'), '解除 外墙已加固，可以恢复');
    expect((await file.letterTo(order.to, '解除停业')).text).toContain('可以恢复');
    expect((await file.events()).filter((event) => event.startsWith('suspen'))).toEqual([
      'suspended',
      'suspension-acknowledged',
      'suspension-lifted',
    ]);
  });
});
