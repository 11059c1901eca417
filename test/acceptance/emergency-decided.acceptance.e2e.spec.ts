import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { emergencyAddress } from './emergency-plan.js';

const town = company({ emergency: ['property-group'] });
const injury = '我母亲在单元门口被掉下的外墙瓷砖砸中肩部，医院诊断锁骨骨折，现在住院。';
const findings = '任务 调查事件 事情经过：三楼瓷砖脱落 责任认定：施工空鼓 损失情况：医疗费八千 可能影响：同楼栋36户';
const planWith = (sections: string): string =>
  `方案\n责任人：程海波\n措施：封闭现场、排查外墙\n时限：3个工作日\n${sections}`;
const second = planWith('补救措施：垫付医疗费\n赔偿方案：按发票赔付');
const third = planWith('赔偿：按发票赔付\n道歉：总经理上门致歉\n改进措施：每季度空鼓排查');
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

async function activated(variant: number): Promise<CaseFile> {
  const file = await injured(variant);
  await does(file, vice, '是否启动应急预案', '启动');
  return file;
}

async function investigated(variant: number): Promise<CaseFile> {
  const file = await activated(variant);
  await does(file, desk, '调查事件', findings);
  return file;
}

async function approved(file: CaseFile, text: string, times: number): Promise<void> {
  await town.answers(await file.staffLetter('请接单'), text);
  await does(file, legal, '请出具意见', '意见 同意');
  for (let time = 0; time < times; time += 1) {
    await does(file, vice, '请审批', '批准');
  }
}

describe('variant 2, decided and approved by the leading group', () => {
  it('waits until the leading group has decided, and the wait is watched (ME-2.0)', async () => {
    const file = await injured(2);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, second);
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('应急预案是否启动尚未决定');
    expect(await file.letters('【应急】')).toEqual([]);
    expect(await file.deadline('emergency-activation')).toMatchObject({ clause: 'ME-2.0', satisfied: null });
    await town.pass(65, 'minutes');
    expect((await file.letterTo(town.addressOf(lead), '升级提醒')).text).toContain('ME-2.0');

    await does(file, vice, '是否启动应急预案', '启动');
    expect(await file.readers('【应急】')).toContain(town.addressOf(lead));
    expect((await file.deadline('emergency-activation')).satisfied).not.toBeNull();
  });

  it('takes its ordinary way where the leading group decides against the plan, with its reason (ME-2.0)', async () => {
    const file = await injured(2);
    await does(file, vice, '是否启动应急预案', '不启动');
    expect((await file.letterTo(town.addressOf(vice), '未执行')).text).toContain('请在命令后写明内容');
    await does(file, vice, '是否启动应急预案', '不启动 伤情轻微，按常规办理');

    const dispatched = await file.staffLetter('请接单');
    expect((await file.letterTo(dispatched.to, '预案决定')).text).toContain('伤情轻微');
    expect(await file.letters('调查事件')).toEqual([]);
    await town.answers(dispatched, '方案\n责任人：程海波\n措施：排查外墙\n时限：3个工作日');
    expect((await file.row()).stage).toBe('in-approval');
  });

  it('wants course, responsibility, loss and impact of the investigation (ME-3.1)', async () => {
    const file = await activated(2);
    const task = await file.letterTo(town.addressOf(desk), '调查事件');
    expect(task.text).toContain('请逐项写明：事情经过、责任认定、损失情况、可能影响');
    await town.answers(task, '任务 调查事件 事情经过：三楼瓷砖脱落 损失情况：医疗费八千');
    expect((await file.letterTo(task.to, '未执行')).text).toContain('报告缺少：责任认定、可能影响');

    await town.answers(task, findings);
    expect(await file.deadline('emergency-analysis')).toMatchObject({ clause: 'ME-3.1', satisfied: expect.any(Date) });
  });

  it('carries a plan out only with remedy and compensation, and after the leading group has approved it (ME-2.1)', async () => {
    const file = await investigated(2);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, planWith('补救措施：垫付医疗费'));
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('方案缺少：赔偿方案');
    await town.answers(dispatched, second);
    await town.answers(dispatched, '完成 已处理');
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('不能进行此项操作');
    expect(await file.letters('正在办理')).toEqual([]);

    await does(file, legal, '请出具意见', '意见 同意');
    // The group's own approval and that of the emergency plan are asked of the same person, one after the other.
    await does(file, vice, '请审批', '批准');
    expect((await file.row()).stage).toBe('in-approval');
    await does(file, vice, '请审批', '批准');
    expect((await file.row()).stage).toBe('planned');
    expect((await file.letters('赔偿方案：按发票赔付')).length).toBeGreaterThan(0);
    expect((await file.customerLetter('正在办理')).text).toContain('排查外墙');
  });

  it('does not close before the agreement with the customer is on record (ME-2.2)', async () => {
    const file = await investigated(2);
    await approved(file, second, 2);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '完成 外墙已加固，赔付到账');
    await town.pass(3, 'minutes');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    expect([(await file.row()).stage, (await file.staffLetter('结案尚缺')).text.includes('客户同意')]).toEqual([
      'resolved',
      true,
    ]);

    await town.answers(dispatched, '联系 客户同意赔付金额，已签协议');
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'confirmed' });
  });

  it('reports the closing evaluation to the leading group (ME-2.3)', async () => {
    const file = await investigated(2);
    await approved(file, second, 2);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '联系 客户同意赔付金额，已签协议');
    await town.answers(dispatched, '完成 外墙已加固，赔付到账');
    await town.pass(3, 'minutes');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    await does(file, lead, '总结经验教训', '任务 总结：处置及时；不足：外墙巡检缺位');

    expect((await file.letterTo(town.addressOf(vice), '任务结果')).text).toContain('外墙巡检缺位');
  });

  it('passes what is found on to all who work on it, within the minute (ME-2.4)', async () => {
    const file = await activated(2);
    const before = await town.now();
    await does(file, desk, '调查事件', findings);

    const handler = (await file.row()).handler ?? '';
    expect((await file.letterTo(town.addressOf(handler), '任务结果')).text).toContain('施工空鼓');
    expect((await file.letterTo(town.addressOf('wu-changjiang'), '制定具体方案')).text).toContain('施工空鼓');
    expect((await town.now()).getTime() - before.getTime()).toBeLessThan(60_000);
  });
});

describe('variant 3, carried out after agreement', () => {
  it('wants compensation, apology and improvement in the plan (ME-3.2)', async () => {
    const file = await investigated(3);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, second);
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('方案缺少：赔偿、道歉、改进措施');
    await town.answers(dispatched, third);
    expect((await file.row()).stage).toBe('in-approval');
  });

  it('reports its closing summary to the leading group too (ME-2.3)', async () => {
    const file = await investigated(3);
    await approved(file, third, 1);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '联系 客户同意方案');
    await town.answers(dispatched, '完成 外墙已加固，已上门致歉');
    await town.pass(3, 'minutes');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    await does(file, lead, '总结经验教训', '任务 总结：处置及时；不足：外墙巡检缺位');

    expect((await file.letterTo(town.addressOf(vice), '任务结果')).text).toContain('外墙巡检缺位');
  });

  it('is carried out only once the customer agrees, by a letter of the customer too (ME-3.3)', async () => {
    const file = await investigated(3);
    await approved(file, third, 1);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '完成 已处理');
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('达成共识后方可实施');

    await town.answers(await file.customerLetter('正在办理'), '同意这个方案');
    await town.answers(dispatched, '完成 外墙已加固，已上门致歉');
    expect((await file.row()).stage).toBe('resolved');
  });
});
