import { describe, expect, it } from '@jest/globals';
import { company, customer } from './company.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';
const planOf = (measures: string): string => `方案\n责任人：周师傅\n措施：${measures}\n时限：2个工作日`;

describe('second thoughts of a handler (撤销)', () => {
  it('takes back a command although its own receipt has come, and the command can be given again', async () => {
    const file = await town.mail(customer('王秀兰'), jiangnan, {
      subject: '厨房下水反味',
      text: '厨房下水反味，请派人来。',
    });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '撤销');

    expect(await file.row()).toMatchObject({ stage: 'assigned' });
    const facts = (await file.row()).facts.map(({ fact }) => fact);
    expect([facts.includes('accepted'), facts.includes('acknowledged'), facts.includes('department-told')]).toEqual([
      false,
      true,
      true,
    ]);
    expect((await file.letterTo(dispatched.to, '已执行')).text).toContain('已撤销');

    await town.answers(dispatched, '撤销');
    expect(await file.row()).toMatchObject({ stage: 'assigned' });
    await town.answers(dispatched, '接单');
    expect(await file.row()).toMatchObject({ stage: 'accepted' });
  });

  it('keeps a plan from the customer that was taken back in time, and leaves the earlier one in force', async () => {
    const file = await town.mail(customer('何建国'), jiangnan, {
      subject: '阳台地漏堵了',
      text: '阳台地漏堵了，请派人来。',
    });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, planOf('更换地漏'));
    await town.pass(2, 'minutes');
    await town.answers(dispatched, '撤销');
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('通知已经发出');

    await town.answers(dispatched, planOf('拆除整面墙'));
    await town.answers(dispatched, '撤销');
    await town.pass(3, 'minutes');
    expect(await file.row()).toMatchObject({ stage: 'planned' });
    const told = (await file.letters()).filter(({ to }) => !town.isStaff(to)).map(({ text }) => text);
    expect(told.filter((text) => text.includes('更换地漏')).length).toBeGreaterThan(0);
    expect(told.filter((text) => text.includes('拆除整面墙'))).toEqual([]);
  });
});
