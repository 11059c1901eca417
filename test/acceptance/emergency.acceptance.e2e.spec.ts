import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { emergencyAddress } from './emergency-plan.js';

const town = company({ emergency: ['property-group'] });
const address = (variant: number): string => emergencyAddress('property-group', variant);
const injury = '我母亲在单元门口被掉下的外墙瓷砖砸中肩部，医院诊断锁骨骨折，现在住院。';
const plan = '方案\n责任人：程海波\n措施：封闭现场、排查外墙\n时限：3个工作日';
/** Who plays the parts of the plan: test/acceptance/emergency-plan.ts and the example roster. */
const [lead, desk, legal, vice] = ['he-jing', 'zhou-min', 'lu-minghui', 'zheng-weimin'] as const;

async function injured(variant: number): Promise<CaseFile> {
  return town.mail(customer('陈志强'), address(variant), { subject: '瓷砖砸伤', text: injury });
}

async function does(file: CaseFile, person: string, word: string, text: string): Promise<void> {
  await town.answers(await file.letterTo(town.addressOf(person), word), text);
}

/** The plan goes through legal and the vice president, as the property group wants it of every major one. */
async function approved(file: CaseFile, text: string, times = 1): Promise<void> {
  await town.answers(await file.staffLetter('请接单'), text);
  await does(file, legal, '请出具意见', '意见 同意');
  for (let time = 0; time < times; time += 1) {
    await does(file, vice, '请审批', '批准');
  }
}

describe('variant 0, the main plan', () => {
  it('runs at once when a complaint is major, and the whole team is told (ME-0.2, ME-0.1)', async () => {
    const file = await injured(0);

    expect(await file.row()).toMatchObject({ tag: 'major', marks: expect.arrayContaining(['emergency']) });
    expect(await file.readers('启动预案')).toEqual(
      expect.arrayContaining([lead, desk, 'wu-changjiang', legal].map((person) => town.addressOf(person))),
    );
    expect(await file.secondsBetween('tagged-major', 'activation-decided')).toBeLessThanOrEqual(1);
  });

  it('has the head of the department concerned as deputy of the team (ME-0.1)', async () => {
    const file = await town.mail(customer('陈志强'), address(0), {
      subject: '太差了',
      text: '你们太差了！！！一点用都没有！',
    });
    const asked = await file.letterTo(town.addressOf(desk), '请判定');
    await town.answers(asked, '有效 已电话了解');
    await town.answers(asked, '分类 房屋质量');
    await town.answers(asked, '重大 天花板脱落，住户骨折');

    expect(await file.row()).toMatchObject({ tag: 'major', department: 'engineering', handler: 'niu-ben' });
    expect(await file.readers('启动预案')).toContain(town.addressOf('cheng-haibo'));
  });

  it('gives the information group its task with a limit, and its result to whoever handles the case (ME-0.3)', async () => {
    const file = await injured(0);
    const task = await file.letterTo(town.addressOf(desk), '信息收集与初步分析');
    const { from, due, clause } = await file.deadline('emergency-analysis');
    expect([clause, (due?.getTime() ?? 0) - from.getTime(), task.text.includes('完成时限')]).toEqual([
      'ME-0.3',
      2 * 3_600_000,
      true,
    ]);

    await town.answers(task, '任务 信息收集与初步分析 三楼外墙瓷砖空鼓脱落，涉及工程与物业两部门，客户要求垫付医疗费');
    expect(await file.deadline('emergency-analysis')).toMatchObject({ satisfied: expect.any(Date), missed: false });
    const handler = (await file.row()).handler ?? '';
    expect((await file.letterTo(town.addressOf(handler), '任务结果')).text).toContain('外墙瓷砖空鼓脱落');
  });

  it('reminds the group when the analysis is late, and tells the head of the team (ME-0.3)', async () => {
    const file = await injured(0);
    await town.pass(125, 'minutes');

    expect((await file.deadline('emergency-analysis')).missed).toBe(true);
    const told = await file.letters('初步分析');
    expect(told.some(({ to, subject }) => to === town.addressOf(lead) && subject.includes('升级提醒'))).toBe(true);
  });

  it('verifies before it plans: a plan without the findings is refused (ME-0.7)', async () => {
    const file = await injured(0);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, plan);
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('先核实事实，后制定方案');

    await does(file, desk, '信息收集与初步分析', '任务 信息收集与初步分析 已核实，监控显示三楼脱落');
    await town.answers(dispatched, plan);
    expect((await file.row()).stage).toBe('in-approval');
  });

  it('has the problem group draft the concrete plan once the findings are there (ME-0.5)', async () => {
    const file = await injured(0);
    await does(file, desk, '信息收集与初步分析', '任务 信息收集与初步分析 已核实');
    const task = await file.letterTo(town.addressOf('wu-changjiang'), '制定具体方案并协调部门');
    expect([task.text.includes('已核实'), (await file.deadline('emergency-draft')).clause]).toEqual([true, 'ME-0.5']);

    await town.answers(task, '任务 工程部封闭现场并排查，物业垫付医疗费，法务拟协议');
    const handler = (await file.row()).handler ?? '';
    expect((await file.letterTo(town.addressOf(handler), '任务结果')).text).toContain('物业垫付医疗费');
  });

  it('has the communication group tell the customer how it goes, again and again until it is settled (ME-0.4)', async () => {
    const file = await injured(0);
    await does(file, desk, '向客户反馈进展', '回复客户 现场已封闭，我们正在核实脱落原因。');
    await town.pass(3, 'minutes');
    expect((await file.customerLetter('关于您的投诉')).text).toContain('现场已封闭');

    const told = await file.at('progress-told');
    const { from, satisfied } = await file.deadline('emergency-progress');
    expect([from, satisfied]).toEqual([told, null]);
  });

  it('lands what the press says on the case and reports it to the team (ME-0.6)', async () => {
    const file = await injured(0);
    await does(file, legal, '收集媒体与网络舆情', '舆情 本地论坛出现“瓷砖砸人”帖子，阅读三千');

    expect((await file.letterTo(town.addressOf(lead), '舆情')).text).toContain('瓷砖砸人');
    expect(await file.events()).toContain('opinion-item');
  });

  it('asks for a summary with lessons after the end, and watches that it comes (ME-0.8)', async () => {
    const file = await injured(0);
    await does(file, desk, '信息收集与初步分析', '任务 信息收集与初步分析 已核实');
    await approved(file, plan);
    await town.answers(await file.staffLetter('请接单'), '完成 外墙已排查加固');
    await town.pass(3, 'minutes');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    expect((await file.row()).stage).toBe('closed');

    const { due, satisfied } = await file.deadline('emergency-summary');
    expect(satisfied).toBeNull();
    await town.passUntil(new Date((due?.getTime() ?? 0) + 60_000).toISOString(), 24);
    expect((await file.letterTo(town.addressOf(lead), '升级提醒')).text).toContain('ME-0.8');
    await does(file, lead, '总结经验教训', '任务 教训：外墙巡检缺位；整改：每季度空鼓排查');
    expect((await file.deadline('emergency-summary')).satisfied).not.toBeNull();

    // The improvement is somebody's task with a limit, though the case is closed; missed, the lead hears of it.
    const task = await file.letterTo(town.addressOf('wu-changjiang'), '督促落实整改');
    expect(task.text).toContain('每季度空鼓排查');
    const improvement = await file.deadline('emergency-improvement');
    expect(improvement).toMatchObject({ clause: 'ME-0.8', satisfied: null });
    const remindersToLead = async (): Promise<number> =>
      (await file.letters('升级提醒')).filter(({ to }) => to === town.addressOf(lead)).length;
    const before = await remindersToLead();
    await town.passUntil(new Date((improvement.due?.getTime() ?? 0) + 60_000).toISOString(), 24);
    expect(await remindersToLead()).toBeGreaterThan(before);
    await town.answers(task, '整改 流程缺陷 已建立每季度空鼓排查台账');
    expect((await file.deadline('emergency-improvement')).satisfied).not.toBeNull();
    expect((await file.letterTo(town.addressOf(lead), '任务结果')).text).toContain('空鼓排查台账');
  });
});

describe('variant 1, assessed and reported', () => {
  it('wants severity and reach assessed, and reports them to the leading group (ME-1.1)', async () => {
    const file = await injured(1);
    const task = await file.letterTo(town.addressOf(desk), '初步评估');
    await town.answers(task, '任务 初步评估 严重程度：一人骨折');
    expect((await file.letterTo(task.to, '未执行')).text).toContain('报告缺少：影响范围');

    await town.answers(task, '任务 初步评估 严重程度：一人骨折 影响范围：同楼栋36户');
    expect((await file.letterTo(town.addressOf(vice), '任务结果')).text).toContain('同楼栋36户');
  });

  it('takes a plan only after the departments have discussed it, with person and limit (ME-1.2)', async () => {
    const file = await injured(1);
    await does(file, desk, '初步评估', '任务 初步评估 严重程度：一人骨折 影响范围：同楼栋36户');
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, plan);
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('部门讨论后方可定方案');

    await town.answers(await file.staffLetter('组织部门讨论处理方案'), '任务 工程、物业、法务讨论一致：先垫付再追责');
    await town.answers(dispatched, '方案\n措施：排查外墙\n时限：3个工作日');
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('方案缺少：责任人');
    await town.answers(dispatched, plan);
    expect((await file.row()).stage).toBe('in-approval');
  });

  it('feeds progress back within four hours, and visits the customer afterwards (ME-1.3)', async () => {
    const file = await injured(1);
    const { from, due, clause } = await file.deadline('emergency-progress');
    // Four hours of work, where the main plan leaves a whole working day; a night may lie between them.
    expect([clause, (due?.getTime() ?? 0) - from.getTime() < 24 * 3_600_000]).toEqual(['ME-1.3', true]);
    await does(file, desk, '初步评估', '任务 初步评估 严重程度：一人骨折 影响范围：同楼栋36户');
    await town.answers(await file.staffLetter('组织部门讨论处理方案'), '任务 已讨论一致');
    await approved(file, plan);
    await town.answers(await file.staffLetter('请接单'), '完成 外墙已加固');

    expect(await file.deadline('emergency-return-visit')).toMatchObject({ clause: 'ME-1.3', satisfied: null });
    await does(file, desk, '处理完毕回访', '任务 处理完毕回访 已上门，客户恢复良好，对处理满意');
    expect((await file.deadline('emergency-return-visit')).satisfied).not.toBeNull();
  });
});
