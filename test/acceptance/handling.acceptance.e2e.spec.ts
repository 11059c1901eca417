import { describe, expect, it } from '@jest/globals';
import type { Letter } from '#apps/cli/src/demo/town/post-office.js';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';
const plan = '方案\n责任人：周师傅\n措施：更换主管三通，恢复墙面\n时限：2个工作日';

async function accepted(about: string): Promise<{ file: CaseFile; dispatched: Letter }> {
  const file = await town.mail(customer('王秀兰'), jiangnan, { subject: about, text: `${about}，请派人来处理。` });
  const dispatched = await file.staffLetter('请接单');
  await town.answers(dispatched, '接单');
  return { file, dispatched };
}

describe('handling', () => {
  it('goes through accept, dispatch, handle, feed back and return visit to the yes of the customer (PG-3)', async () => {
    const { file, dispatched } = await accepted('厨房下水反味');
    expect(dispatched.text).toContain('办理阶段: 分派');
    await town.answers(dispatched, plan);
    await town.pass(2, 'minutes');
    await town.answers(dispatched, '完成 已更换存水弯，反味消除');
    await town.pass(2, 'minutes');
    await town.answers(await file.customerLetter('请您确认'), '修好了，满意，谢谢');

    const facts = (await file.row()).facts.map(({ fact }) => fact);
    const order = ['registered', 'assigned', 'accepted', 'planned', 'resolved', 'confirmed', 'closed'] as const;
    expect(facts.filter((fact) => (order as readonly string[]).includes(fact))).toEqual(order);
    expect((await file.customerLetter('已办结')).text).toContain('感谢');
  });

  it.each([
    ['责任人', '方案\n措施：更换三通\n时限：2个工作日'],
    ['措施', '方案\n责任人：周师傅\n时限：2个工作日'],
    ['时限', '方案\n责任人：周师傅\n措施：更换三通'],
  ])('refuses a plan without %s, and says so (PG-17)', async (missing, text) => {
    const { file, dispatched } = await accepted('客厅地砖空鼓');
    await town.answers(dispatched, text);

    expect((await file.row()).stage).toBe('accepted');
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain(`方案缺少：${missing}`);
  });

  it('registers solution and limit of the handler, within its own limit (PG-24)', async () => {
    const { file, dispatched } = await accepted('阳台地漏堵了');
    expect(await file.deadline('plan')).toMatchObject({ clause: 'PG-24', satisfied: null });
    await town.answers(dispatched, plan);

    expect((await file.row()).stage).toBe('planned');
    expect(await file.deadline('plan')).toMatchObject({ satisfied: expect.any(Date), missed: false });
    expect((await file.letterTo(dispatched.to, '已执行')).text).toContain('已登记方案');
  });

  it('tells the customer right after the plan that it is in hand (PG-25)', async () => {
    const { file, dispatched } = await accepted('卫生间顶部渗水');
    await town.answers(dispatched, plan);
    await town.pass(2, 'minutes');

    const letter = await file.customerLetter('正在办理');
    expect([
      letter.text.includes('更换主管三通'),
      letter.text.includes('周师傅'),
      letter.text.includes('感谢'),
    ]).toEqual([true, true, true]);
    expect(await file.secondsBetween('planned', 'customer-told-plan')).toBeLessThanOrEqual(900);
    expect(await file.deadline('customer-told')).toMatchObject({ clause: 'PG-25', missed: false });
  });

  it('tells the customer of a major one too, before its plan is approved, and nothing yet of what it says (PG-25)', async () => {
    const hurt = { subject: '外墙瓷砖砸伤人', text: '外墙瓷砖掉下来砸中孩子的头，缝了八针，正在住院。' };
    const file = await town.complaint(customer('王秀兰'), jiangnan, hurt, { tag: 'major' });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '方案\n责任人：周师傅\n措施：垫付医疗费，排查外墙\n时限：1个工作日');
    await town.pass(2, 'minutes');

    expect((await file.row()).stage).toBe('in-approval');
    const letter = await file.customerLetter('已在处理');
    expect([letter.text.includes('已在积极处理中'), letter.text.includes('垫付医疗费')]).toEqual([true, false]);
    expect(await file.secondsBetween('planned', 'customer-told-plan')).toBeLessThanOrEqual(900);
    expect(await file.deadline('customer-told')).toMatchObject({ clause: 'PG-25', missed: false });
  });

  it('keeps to the limit that the plan itself names: it is watched, and missing it is told (PG-26)', async () => {
    const { file, dispatched } = await accepted('楼道感应灯不亮');
    await town.answers(dispatched, '方案\n责任人：周师傅\n措施：更换感应开关\n时限：4小时');
    expect(await file.deadline('plan-limit')).toMatchObject({ clause: 'PG-26' });
    const { due } = await file.deadline('plan-limit');
    await town.passUntil(new Date((due?.getTime() ?? 0) + 60_000).toISOString());

    expect((await file.deadline('plan-limit')).missed).toBe(true);
    expect((await file.staffLetter('升级提醒')).text).toContain('PG-26');
  });

  it('lets no promise without certainty out to the customer (PG-6)', async () => {
    const { file, dispatched } = await accepted('外墙涂料脱落');
    await town.answers(dispatched, '回复客户 您放心，我保证三天内一定赔您全部损失。');
    await town.pass(2, 'minutes');

    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('我保证');
    await expect(file.customerLetter('关于您的投诉')).rejects.toThrow('no letter');
  });
});

describe('an extension', () => {
  it('counts only when the vice president in charge has confirmed it (PG-18.3)', async () => {
    const { file, dispatched } = await accepted('入户门变形');
    const before = await file.due('resolution');
    await town.answers(dispatched, '延期 2个工作日 等待厂家到货');
    expect(await file.due('resolution')).toBe(before);

    const request = await file.staffLetter('请确认延期');
    expect(request.to).toBe(town.addressOf('zheng-weimin'));
    await town.answers(request, '批准');
    expect(await file.due('resolution')).toBe('2026-11-30 18:00');
    expect((await file.letterTo(dispatched.to, '延期结果')).text).toContain('2026-11-30');
  });

  it('that is refused leaves the limit where it was (PG-18.3)', async () => {
    const { file, dispatched } = await accepted('车位被占');
    const before = await file.due('resolution');
    await town.answers(dispatched, '延期 2个工作日 人手不足');
    await town.answers(await file.staffLetter('请确认延期'), '驳回 人手不足不是理由');

    expect(await file.due('resolution')).toBe(before);
    expect((await file.letterTo(dispatched.to, '延期结果')).text).toContain('人手不足不是理由');
  });
});
