import { describe, expect, it } from '@jest/globals';
import { company, customer } from './company.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';

describe('what staff pass on by mail', () => {
  it('is registered for whoever complained, from the instant of the call on (PG-15, PG-16)', async () => {
    const file = await town.mail({ name: '宋丽娟', address: 'song.lijuan@example.com', staff: true }, jiangnan, {
      subject: '业主来电',
      text: '渠道：电话\n投诉人：王女士\n电话：13800001234\n时间：上午8点58分\n内容：三号楼电梯又停了，请派人来。',
    });

    expect(await file.row()).toMatchObject({ channel: 'staff', origin: 'phone' });
    expect((await file.at('received'))?.toISOString()).toBe('2026-11-23T00:58:00.000Z');
    const { clause, from, due } = await file.deadline('registration');
    expect([clause, (due?.getTime() ?? 0) - from.getTime()]).toEqual(['PG-16', 300_000]);
    expect((await file.texts()).map(({ to }) => to)).toContain('+8613800001234');
    expect((await file.staffLetter('请接单')).text).toContain('三号楼电梯又停了');
  });
});

describe('a referral of an authority', () => {
  const hotline = { ...customer('12345热线'), address: 'gongdan@12345.example.cn' };

  it('is due when the authority says if that is sooner, and is answered to the authority too (SI-12)', async () => {
    const file = await town.mail(hotline, 'jiaoban@jiangnanli.example.com', {
      subject: '12345工单',
      text: [
        '工单编号：SH20261123001234',
        '办结时限：2026年11月24日12:00',
        '诉求人：王女士',
        '联系电话：13800004321',
        '诉求内容：小区供暖不足，多次反映无果，请处理。',
      ].join('\n'),
    });
    const dispatched = await file.staffLetter('请接单');
    expect((await file.row()).marks).toContain('referred');
    expect((await file.deadline('resolution')).due?.toISOString()).toBe('2026-11-24T04:00:00.000Z');
    expect(dispatched.text).toContain('请在 2026-11-24 12:00 前办结');

    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '方案\n责任人：周师傅\n措施：更换循环泵\n时限：11月23日18:00');
    await town.pass(2, 'minutes');
    await town.answers(dispatched, '完成 循环泵已更换，室温恢复到20度');
    await town.pass(2, 'minutes');

    const answer = await file.letterTo(hotline.address, '转办事项的答复');
    expect(answer.text).toContain('SH20261123001234');
    expect(answer.text).toContain('循环泵已更换');
    expect((await file.texts()).map(({ to }) => to)).toContain('+8613800004321');
  });
});
