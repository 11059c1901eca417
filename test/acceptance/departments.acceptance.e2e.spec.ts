import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const town = company({ points: 'service', roster: 'test/acceptance/config/roster-service.yaml' });
const cinema = 'kefu@cinema.example.com';
const plan = '方案\n责任人：许工\n措施：更换部件并试机\n时限：1个工作日';
const [desk, head] = ['qin-yue', 'feng-yun'] as const;

/** A complaint that says too little: the desk takes it as valid and sorts it by what it heard on the phone. */
async function sorted(to: string, category: string, ...more: string[]): Promise<CaseFile> {
  const file = await town.mail(customer('客户'), to, { subject: '太差了', text: '你们太差了！！！一点用都没有！' });
  const asked = await file.letterTo(town.addressOf(desk), '请判定');
  await town.answers(asked, '有效 已电话了解');
  for (const word of [category, ...more]) {
    await town.answers(asked, `分类 ${word}`);
  }
  return file;
}

async function handled(file: CaseFile): Promise<void> {
  const dispatched = await file.letterTo(town.addressOf((await file.row()).handler ?? ''), '请接单');
  await town.answers(dispatched, plan);
  await town.answers(dispatched, '完成 已更换部件，试机正常');
  await town.pass(3, 'minutes');
}

/** The desk calls it major; planned with opinion and approval, and done. */
async function handledAsMajor(file: CaseFile): Promise<void> {
  await town.answers(await file.letterTo(town.addressOf(desk), '请判定'), '重大 客户家中触电');
  const dispatched = await file.letterTo(town.addressOf('xu-kai'), '请接单');
  await town.answers(dispatched, plan);
  await town.answers(await file.letterTo(town.addressOf('jin-lan'), '请出具意见'), '意见 同意');
  await town.answers(await file.letterTo(town.addressOf('hao-min'), '请审批'), '批准 2个工作日');
  await town.answers(dispatched, '完成 已更换并接地');
}

describe('the departments of a home-cinema builder', () => {
  it.each([
    ['设备故障', 'technical', 'SB'],
    ['服务态度', 'after-sales', 'FW'],
    ['交付延期', 'after-sales', 'JF'],
    ['效果不达预期', 'technical', 'XG'],
    ['维保服务', 'after-sales', 'WB'],
    ['定制化需求', 'technical', 'DZ'],
  ])('take %s: it goes to %s, whose handler reads what it is about (PC-1)', async (title, department) => {
    const file = await sorted(cinema, title);

    expect((await file.row()).department).toBe(department);
    expect((await file.letterTo(town.addressOf('xu-kai'), '请接单')).text).toContain(`分类: ${title}`);
  });

  it('have their parts: intake decides, technical handles, marketing mends the relationship (PC-8)', async () => {
    const file = await sorted(cinema, '设备故障');
    expect(await file.row()).toMatchObject({ department: 'technical', handler: 'xu-kai' });
    await handled(file);

    expect((await file.letterTo(town.addressOf('bai-lu'), '制定客情修复方案')).text).toContain('任务');
    expect((await file.customerLetter('请您确认')).text).toContain('试机正常');
  });

  it('contact the customer within the hour about service, and it is on record (PC-13.1)', async () => {
    const file = await sorted(cinema, '服务态度');
    const { from, due, clause, satisfied } = await file.deadline('service-contact');
    expect([clause, (due?.getTime() ?? 0) - from.getTime(), satisfied]).toEqual(['PC-13.1', 3_600_000, null]);

    await town.answers(await file.letterTo(town.addressOf('xu-kai'), '请接单'), '联系 已致电核实，约明日上门');
    expect((await file.deadline('service-contact')).satisfied).not.toBeNull();
  });

  it('have two hours for a technical solution, four for the first diagnosis of what is complex (PC-14.1)', async () => {
    const plain = await sorted(cinema, '设备故障');
    const solution = await plain.deadline('technical-solution');
    expect([solution.clause, (solution.due?.getTime() ?? 0) - solution.from.getTime()]).toEqual(['PC-14.1', 7_200_000]);

    const complex = await sorted(cinema, '设备故障', '疑难');
    const diagnosis = await complex.deadline('technical-diagnosis');
    expect([(diagnosis.due?.getTime() ?? 0) - diagnosis.from.getTime(), diagnosis.satisfied]).toEqual([
      4 * 3_600_000,
      null,
    ]);
    await town.answers(
      await complex.letterTo(town.addressOf('xu-kai'), '请接单'),
      '调查 功放与音箱阻抗不匹配，需原厂确认',
    );
    expect((await complex.deadline('technical-diagnosis')).satisfied).not.toBeNull();
  });

  it('feed the result back to customer service within one working day (PC-13.2)', async () => {
    const file = await sorted(cinema, '服务态度');
    await handled(file);
    expect(await file.deadline('result-filed')).toMatchObject({ clause: 'PC-13.2', satisfied: null });

    await town.answers(await file.staffLetter('反馈处置结果'), '任务 反馈处置结果 已当面道歉，更换服务人员');
    expect((await file.letterTo(town.addressOf(desk), '任务结果')).text).toContain('当面道歉');
    expect((await file.deadline('result-filed')).satisfied).not.toBeNull();
  });

  it('file a technical rectification report with its cause, read by customer service (PC-14.2, PC-10.2)', async () => {
    const file = await sorted(cinema, '设备故障');
    await handled(file);
    const task = await file.staffLetter('提交整改报告');
    await town.answers(task, '整改 已更换功放');
    expect((await file.letterTo(task.to, '未执行')).text).toContain('请先写原因代码');
    await town.answers(task, '整改 设计缺陷 功放选型偏小，已改选型表');

    expect((await file.letterTo(town.addressOf(head), '任务结果')).text).toContain('功放选型偏小');
    expect(await file.deadline('rectification')).toMatchObject({ clause: 'PC-10.2', satisfied: expect.any(Date) });
  });

  it('do not close a case without the rectification report, though the customer is satisfied (PC-10.2)', async () => {
    const file = await sorted(cinema, '设备故障');
    await handled(file);
    await town.answers(await file.letterTo(town.addressOf('bai-lu'), '制定客情修复方案'), '任务 赠送一次保养');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    expect([(await file.row()).stage, (await file.staffLetter('结案尚缺')).text.includes('提交整改报告')]).toEqual([
      'resolved',
      true,
    ]);

    await town.answers(await file.staffLetter('【任务】提交整改报告'), '整改 设计缺陷 已改选型表');
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'confirmed' });
    expect((await file.customerLetter('已办结')).text).toContain('感谢');
  });

  it('have marketing draft the relationship-repair plan within three working days; it is part of the loop (PC-15)', async () => {
    const file = await sorted(cinema, '设备故障');
    await handled(file);
    expect(await file.deadline('repair-plan')).toMatchObject({ clause: 'PC-15', satisfied: null });
    await town.answers(await file.staffLetter('【任务】提交整改报告'), '整改 设计缺陷 已改选型表');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    expect((await file.staffLetter('结案尚缺')).text).toContain('提交客情修复方案');

    await town.answers(await file.letterTo(town.addressOf('bai-lu'), '制定客情修复方案'), '任务 一周后回访，赠送保养');
    expect((await file.letterTo(town.addressOf(desk), '任务结果')).text).toContain('一周后回访，赠送保养');
    expect((await file.row()).stage).toBe('closed');
  });

  it('are offered what may mend the relationship after a major case (PC-12)', async () => {
    const file = await sorted(cinema, '设备故障');
    await handledAsMajor(file);

    expect((await file.letterTo(town.addressOf('bai-lu'), '制定客情修复方案')).text).toContain(
      '可以向客户提供：免费设备升级、延长维保期、主动致歉',
    );
  });

  it('have marketing visit after a major case, and see later how the customer fares (PC-12)', async () => {
    const file = await sorted(cinema, '设备故障');
    await handledAsMajor(file);
    await town.pass(3, 'minutes');

    const visit = await file.letterTo(town.addressOf('bai-lu'), '重大投诉回访致歉');
    expect(await file.deadline('return-visit-major')).toMatchObject({ clause: 'PC-12', satisfied: null });
    await town.answers(visit, '任务 重大投诉回访致歉 已上门致歉，客户接受延保');
    expect((await file.deadline('return-visit-major')).satisfied).not.toBeNull();
    expect((await file.letterTo(town.addressOf(desk), '任务结果')).text).toContain('客户接受延保');

    await town.answers(
      await file.letterTo(town.addressOf('bai-lu'), '制定客情修复方案'),
      '任务 制定客情修复方案 延保两年',
    );
    await town.answers(await file.staffLetter('【任务】提交整改报告'), '整改 设计缺陷 已改接地工艺');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    expect((await file.row()).stage).toBe('closed');
    expect(await file.deadline('later-experience')).toMatchObject({ clause: 'PC-12', satisfied: null });
    await town.answers(
      await file.letterTo(town.addressOf('bai-lu'), '跟踪客户后续体验'),
      '任务 客户使用正常，表示信任',
    );
    expect((await file.deadline('later-experience')).satisfied).not.toBeNull();
  });

  it('have three working days for a minor one, and for a major one what management sets with its approval (PC-10.1)', async () => {
    const minor = await sorted(cinema, '维保服务');
    await town.answers(await minor.letterTo(town.addressOf(desk), '请判定'), '轻微 电话指导即可');
    expect(await minor.deadline('resolution-minor')).toMatchObject({ clause: 'PC-10.1' });

    const major = await sorted(cinema, '设备故障');
    await town.answers(await major.letterTo(town.addressOf(desk), '请判定'), '重大 客户家中触电');
    await town.answers(await major.letterTo(town.addressOf('xu-kai'), '请接单'), plan);
    await town.answers(await major.letterTo(town.addressOf('jin-lan'), '请出具意见'), '意见 同意');
    const asked = await major.letterTo(town.addressOf('hao-min'), '请审批');
    expect((await major.deadline('resolution-major')).due).toBeNull();
    await town.answers(asked, '批准');
    expect((await major.letterTo(asked.to, '未执行')).text).toContain('请写明办结时限');
    await town.answers(asked, '批准 2个工作日');
    const { due } = await major.deadline('resolution-major');
    expect(due?.getTime()).toBeGreaterThan((await town.now()).getTime() + 24 * 3_600_000);
  });

  it('keep insiders who are complained of away, and put the verified cause on record (PC-4.2)', async () => {
    const file = await town.mail(customer('尹洁'), cinema, {
      subject: '客服陶莉',
      text: '客服陶莉答应周三上门，一直没有人来，打电话她也不接，请处理。',
    });
    expect(await file.readers()).not.toContain(town.addressOf('tao-li'));
    await town.answers(await file.letterTo(town.addressOf(desk), '请派单'), '转派 许凯 本人回避');
    expect((await file.row()).handler).toBe('xu-kai');
    await handled(file);
    await town.answers(await file.staffLetter('【任务】提交整改报告'), '整改 人员行为 排班漏记，已核对派工单');

    expect((await file.letterTo(town.addressOf(head), '任务结果')).text).toContain('人员行为 排班漏记');
  });

  it('keep the customer informed of the progress (PC-9.3)', async () => {
    const file = await sorted(cinema, '设备故障');
    const dispatched = await file.letterTo(town.addressOf('xu-kai'), '请接单');
    await town.answers(dispatched, plan);
    await town.pass(3, 'minutes');
    expect((await file.customerLetter('正在办理')).text).toContain('更换部件并试机');
    await town.answers(dispatched, '回复客户 配件已到货，明天上午上门。');
    await town.pass(3, 'minutes');

    expect((await file.customerLetter('关于您的投诉')).text).toContain('配件已到货');
    expect(await file.at('progress-told')).not.toBeNull();
  });

  it('name the customer only to those who need it (PC-6)', async () => {
    const file = await town.mail(customer('邹勇'), cinema, {
      subject: '媒体采访',
      text: '昨天省电视台记者已经到我家采访拍摄，节目今晚播出。我是邹勇，13800001877，请马上处理。',
    });
    const told = await file.letterTo(town.addressOf('hao-min'), '上报');
    expect([told.text.includes('13800001877'), told.text.includes('邹勇'), told.text.includes('投诉人: 客户')]).toEqual(
      [false, false, true],
    );
    expect((await file.letterTo(town.addressOf('tao-li'), '请接单')).text).toContain('13800001877');
  });
});
