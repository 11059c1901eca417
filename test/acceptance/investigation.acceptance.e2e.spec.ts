import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const town = company({ points: 'service', roster: 'test/acceptance/config/roster-service.yaml' });
const service = 'kefu@service.example.com';
const plan = '方案\n责任人：许工\n措施：更换部件并试机\n时限：1个工作日';
const [desk, head, investigator] = ['qin-yue', 'feng-yun', 'yan-li'] as const;

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

describe('a service company', () => {
  it.each([
    ['门店服务', 'MD'],
    ['线上服务', 'XS'],
    ['远程服务', 'YC'],
    ['第三方合作', 'HZ'],
  ])('takes complaints about %s (SI-1)', async (title) => {
    const file = await sorted(service, title);

    expect(await file.row()).toMatchObject({ stage: 'assigned', tag: 'general' });
    expect((await file.letterTo(town.addressOf((await file.row()).handler ?? ''), '请接单')).text).toContain(
      `分类: ${title}`,
    );
  });

  it('names a complainant by the alias, and masks number and address, for whoever needs neither (SI-14.1)', async () => {
    const who = customer('龚先生');
    const file = await town.mail(who, service, {
      subject: '媒体采访',
      text: '昨天省电视台记者已经到我家采访，节目今晚播出。龚先生，13800001878，请马上处理。',
    });
    const told = await file.letterTo(town.addressOf('hao-min'), '上报');

    expect(told.text).toContain('投诉人: 客户A');
    expect([who.address, '13800001878', '龚先生'].filter((word) => told.text.includes(word))).toEqual([]);
    expect(told.text).toContain('138****1878');
  });

  it('tells the customer that the material was received, and asks for it where none came (SI-14.2)', async () => {
    const file = await town.mail(customer('骆宁'), service, {
      subject: '洗衣机漏水',
      text: '11月20日三楼自助洗衣机漏水，衣服泡坏了，要求赔偿，照片见附件。',
      attachments: [{ filename: '漏水.jpg', content: Buffer.from('ffd8ffe000104a464946', 'hex') }],
    });
    expect((await file.customerLetter('已受理')).text).toContain('您提交的材料我们已收到');

    const bare = await town.mail(customer('骆静'), service, { subject: '洗衣机', text: '洗衣机一直响，请检修。' });
    const asked = (await bare.customerLetter('已受理')).text;
    expect([
      asked.includes('您提交的材料'),
      asked.includes('照片、单据等材料'),
      asked.includes('事情发生的时间'),
    ]).toEqual([false, true, true]);
  });

  it('pushes it to the investigation group within 15 minutes, and to the department by its type (SI-19)', async () => {
    const file = await town.mail(customer('夏雪'), service, { subject: '自助机', text: '自助机死机，请处理。' });
    const { from, due, clause, satisfied } = await file.deadline('investigation-told');

    expect([clause, (due?.getTime() ?? 0) - from.getTime(), satisfied !== null]).toEqual(['SI-19', 900_000, true]);
    expect((await file.letterTo(town.addressOf(investigator), '【调查】')).text).toContain('请协调取证');
  });

  it('investigates a major one, and files the report before a plan is carried out (SI-8)', async () => {
    const file = await sorted(service, '线上服务');
    await town.answers(await file.letterTo(town.addressOf(desk), '请判定'), '重大 泄露客户信息');
    const dispatched = await file.letterTo(town.addressOf((await file.row()).handler ?? ''), '请接单');
    await town.answers(dispatched, plan);
    await town.answers(await file.letterTo(town.addressOf('hao-min'), '请审批'), '批准');
    await town.answers(dispatched, '完成 已处理');
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('重大投诉先调查后处理');

    const task = await file.letterTo(town.addressOf(investigator), '提交调查报告');
    await town.answers(task, '任务 提交调查报告 调取服务记录与录像，客服误发名单');
    expect(await file.deadline('investigation')).toMatchObject({ clause: 'SI-8', satisfied: expect.any(Date) });
    await town.answers(dispatched, '完成 已收回名单并致歉');
    expect((await file.row()).stage).toBe('resolved');
  });

  it('investigates a general one too, which does not close without the report (SI-8)', async () => {
    const file = await sorted(service, '线上服务');
    await handled(file);
    const task = await file.letterTo(town.addressOf(investigator), '提交调查报告');
    expect(await file.deadline('investigation')).toMatchObject({ clause: 'SI-8', satisfied: null });
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    expect((await file.row()).stage).toBe('resolved');
    expect((await file.staffLetter('结案尚缺')).text).toContain('尚缺：提交分析');

    await town.answers(task, '任务 提交调查报告 调取下单记录，页面提示不清');
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'confirmed' });
  });

  it('has the committee approve the plan of a major one, from the investigation (SI-9, SI-6.1)', async () => {
    const file = await sorted(service, '线上服务');
    await town.answers(await file.letterTo(town.addressOf(desk), '请判定'), '重大 泄露客户信息');
    await town.answers(
      await file.letterTo(town.addressOf(investigator), '提交调查报告'),
      '任务 提交调查报告 客服误发名单',
    );
    await town.answers(await file.letterTo(town.addressOf((await file.row()).handler ?? ''), '请接单'), plan);

    expect((await file.letterTo(town.addressOf(head), '上报')).text).toContain(await file.number());
    const asked = await file.letterTo(town.addressOf('hao-min'), '请审批');
    expect(asked.text).toContain('客服误发名单');
    expect(await file.deadline('approval')).toMatchObject({ satisfied: null });
    await town.answers(asked, '批准');
    expect((await file.row()).stage).toBe('planned');
    expect(await file.deadline('approval')).toMatchObject({ satisfied: expect.any(Date) });
  });

  it('has the business department report the rectification back (SI-11)', async () => {
    const file = await sorted(service, '线上服务');
    await handled(file);
    const task = await file.staffLetter('反馈整改效果');
    expect(await file.deadline('rectification')).toMatchObject({ clause: 'SI-11', satisfied: null });
    await town.answers(task, '整改 流程缺陷 下单页已加提示，一周内无同类投诉');

    expect(await file.deadline('rectification')).toMatchObject({ satisfied: expect.any(Date) });
    expect((await file.letterTo(task.to, '已执行')).text).toContain('整改报告');
  });

  it('closes the loop: investigated, handled, fed back, improved; the stage stands in every letter (SI-4)', async () => {
    const file = await sorted(service, '线上服务');
    const dispatched = await file.letterTo(town.addressOf((await file.row()).handler ?? ''), '请接单');
    expect(dispatched.text).toContain('办理阶段: 调查');
    expect(await file.deadline('resolution')).toMatchObject({ clause: 'SI-4', satisfied: null });
    await handled(file);
    expect((await file.staffLetter('反馈整改效果')).text).toContain('办理阶段: 反馈');
    await town.answers(await file.staffLetter('反馈整改效果'), '整改 流程缺陷 已加提示');
    await town.answers(await file.customerLetter('请您确认'), '还是不行，没有解决');
    expect((await file.staffLetter('重新办理')).text).toContain('办理阶段: 改进');
  });

  // At night: what waits for the morning elsewhere does not here; so it comes last.
  it('takes complaints at any hour, gives each its number and passes it to investigation (SI-7)', async () => {
    await town.passUntil(
      new Date(Math.ceil((await town.now()).getTime() / 86_400_000) * 86_400_000 - 6 * 3_600_000).toISOString(),
      24,
    );
    const file = await town.mail(customer('夏雨'), service, { subject: '自助机', text: '自助机吞币，请处理。' });

    expect(await file.deadline('registration')).toMatchObject({
      clause: 'SI-7',
      satisfied: expect.any(Date),
      missed: false,
    });
    expect((await file.letterTo(town.addressOf(investigator), '【调查】')).text).toContain(await file.number());
  });
});
