import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';
const yunhu = 'tousu@yunhu.example.com';

const injury = {
  subject: '被外墙瓷砖砸伤',
  text: '我父亲在单元门口被掉下的外墙瓷砖砸中头部，医院诊断颅骨骨折，缝了六针，现在住院。',
};

/** A complaint that says too little: the desk takes it as valid and gives it the category it heard on the phone. */
async function sortedByDesk(to: string, category: string): Promise<CaseFile> {
  const file = await town.mail(customer('业主'), to, { subject: '太差了', text: '你们太差了！！！一点用都没有！' });
  const asked = await file.staffLetter('请判定');
  await town.answers(asked, '有效 已电话了解');
  await town.answers(asked, `分类 ${category}`);
  return file;
}

describe('dispatch', () => {
  it('gives every registered complaint to the company concerned, told within its limit (PG-19)', async () => {
    const file = await town.mail(customer('魏然'), yunhu, {
      subject: '花园荒了',
      text: '小区花园杂草半人高，没人修剪。',
    });

    expect(await file.row()).toMatchObject({ unit: 'yunhu', stage: 'assigned', handler: 'song-lijuan' });
    expect((await file.staffLetter('请接单')).to).toBe(town.addressOf('song-lijuan'));
    expect(await file.deadline('dispatch')).toMatchObject({
      clause: 'PG-19',
      missed: false,
      satisfied: expect.any(Date),
    });
  });

  it('copies a major one to the heads of the unit at the same moment (PG-19)', async () => {
    const file = await town.mail(customer('蒋华'), yunhu, injury);

    expect(await file.readers('投诉抄送')).toEqual(expect.arrayContaining([town.addressOf('ding-haiyan')]));
    expect(Math.abs(await file.secondsBetween('department-told', 'heads-told'))).toBeLessThan(60);
    expect(await file.deadline('heads-copied')).toMatchObject({ clause: 'PG-19', missed: false });
  });

  it.each([
    ['房屋质量', jiangnan, 'niu-ben'],
    ['房屋质量', yunhu, 'luo-zhiyuan'],
    ['物业服务', yunhu, 'ma-chao'],
    ['费用与退款', jiangnan, 'yin-jie'],
  ])('goes by service type %s and unit %s to %s (PG-20)', async (category, to, person) => {
    const file = await sortedByDesk(to, category);

    expect((await file.row()).handler).toBe(person);
    expect((await file.staffLetter('请接单')).to).toBe(town.addressOf(person));
  });

  it('tells the handler by SMS at the same time as by mail (PG-21)', async () => {
    const file = await town.mail(customer('沈洁'), jiangnan, { subject: '信箱松动', text: '楼下信箱松动，请来拧紧。' });

    const texts = (await file.texts()).filter((sms) => sms.to.endsWith('13800002205'));
    expect((await file.staffLetter('请接单')).to).toBe(town.addressOf('xie-yuting'));
    expect(texts.map((sms) => sms.text)).toEqual([expect.stringContaining('新投诉')]);
  });

  it('reminds a handler who does not take it up before anybody above hears of it (PG-22)', async () => {
    const file = await town.mail(customer('韩雪'), jiangnan, {
      subject: '健身器材坏了',
      text: '广场上的健身器材坏了，踩空了一下。',
    });
    await town.pass(70, 'minutes');
    expect(await file.readers('时限将至')).toEqual([town.addressOf('xie-yuting')]);
    expect(await file.letters('升级提醒')).toEqual([]);

    await town.pass(60, 'minutes');
    expect(await file.readers('升级提醒')).not.toContain(town.addressOf('xie-yuting'));
    expect((await file.letters('升级提醒')).length).toBeGreaterThan(0);
    expect((await file.staffLetter('升级提醒')).text).toContain('PG-22');
  });
});

describe('a transfer', () => {
  it('leaves the old handler responsible until the new one has accepted (PG-9)', async () => {
    const file = await town.mail(customer('许静'), jiangnan, {
      subject: '屋面漏水',
      text: '顶楼屋面漏水，天花板湿了一片。',
    });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '转派 牛犇 屋面属工程问题');

    expect((await file.row()).handler).toBe('xie-yuting');
    const offered = await file.letterTo(town.addressOf('niu-ben'), '请接单');
    await town.answers(offered, '接单');
    expect((await file.row()).handler).toBe('niu-ben');
    expect((await file.letterTo(town.addressOf('xie-yuting'), '已交接')).text).toContain('牛犇');
  });

  it("of what is outside one's duty reaches the next one at once, by mail and SMS (PG-8)", async () => {
    const file = await town.mail(customer('冯丽'), jiangnan, {
      subject: '合同面积',
      text: '合同面积和实测面积对不上。',
    });
    const before = await town.now();
    await town.answers(await file.staffLetter('请接单'), '转派 工程管理部 不属客服职责');

    expect((await town.now()).getTime() - before.getTime()).toBeLessThan(60_000);
    expect((await file.letterTo(town.addressOf('niu-ben'), '请接单')).text).toContain('合同面积');
    expect((await file.texts()).some((sms) => sms.to.endsWith('13800002203'))).toBe(true);
  });
});

describe('a case that goes round', () => {
  it('is not passed on a fourth time: whoever has it keeps it, without a gap (PG-8, PG-9)', async () => {
    const file = await town.mail(customer('孟丽'), jiangnan, { subject: '围墙', text: '小区围墙裂缝，谁来管。' });
    await town.answers(await file.letterTo(town.addressOf('xie-yuting'), '请接单'), '接单');
    const way = [
      ['xie-yuting', '牛犇', 'niu-ben'],
      ['niu-ben', '阮芳芳', 'ruan-fangfang'],
      ['ruan-fangfang', '谢雨婷', 'xie-yuting'],
    ] as const;
    for (const [from, name, to] of way) {
      await town.answers(await file.letterTo(town.addressOf(from), '请接单'), `转派 ${name} 不属本部门职责`);
      await town.answers(await file.letterTo(town.addressOf(to), '请接单'), '接单');
    }
    const letter = await file.letterTo(town.addressOf('xie-yuting'), '请接单');
    await town.answers(letter, '转派 牛犇 还是工程问题');

    expect((await file.letterTo(letter.to, '未执行')).text).toContain('已转派3次');
    expect((await file.row()).handler).toBe('xie-yuting');
  }, 90_000);
});

describe('a complaint about a leader', () => {
  it('is neither handled by him or his people nor told to him (PG-13.2.5)', async () => {
    const file = await town.mail(customer('匿名业主'), jiangnan, {
      subject: '举报',
      text: '举报项目总经理吴长江收受施工单位贿赂，指定亲戚的公司中标。',
    });
    const his = ['wu-changjiang', 'cheng-haibo', 'niu-ben', 'ruan-fangfang', 'xie-yuting'];

    const row = await file.row();
    expect(row).toMatchObject({ tag: 'major', clauses: expect.arrayContaining(['PG-13.2.5']) });
    expect(his).not.toContain(row.handler);
    const readers = await file.readers();
    expect(his.filter((person) => readers.includes(town.addressOf(person)))).toEqual([]);
  });

  it('cannot be transferred to those who report to him (PG-13.2.5)', async () => {
    const file = await town.mail(customer('匿名业主'), jiangnan, {
      subject: '举报',
      text: '举报吴长江挪用维修资金，受贿，侵占小区公共收益。',
    });
    const asked = (await file.letters('请派单')).at(-1) ?? (await file.staffLetter('请接单'));
    await town.answers(asked, '转派 牛犇 请工程部处理');

    expect((await file.row()).handler).not.toBe('niu-ben');
    expect((await file.staffLetter('未执行')).text).toContain('被投诉人及其下属不得经办');
  });

  it('is approved by nobody who is complained of or reports to him (PG-13.2.5)', async () => {
    const file = await town.mail(customer('匿名业主'), jiangnan, {
      subject: '举报',
      text: '举报集团副总裁郑卫民收受供应商贿赂，指定亲戚的公司中标。',
    });
    const his = 'zheng-weimin';
    expect((await file.row()).tag).toBe('major');
    expect(await file.readers()).not.toContain(town.addressOf(his));

    // All who would handle it report to him in the end: the audit of the group, which does not, has it.
    expect((await file.row()).handler).toBe('shi-jiayi');
    const dispatched = await file.letterTo(town.addressOf('shi-jiayi'), '请接单');
    await town.answers(dispatched, '方案\n责任人：石佳怡\n措施：调取合同与付款记录，约谈相关人员\n时限：3个工作日');
    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('没有人担任须审批的角色');
    const readers = await file.readers();
    expect(['zheng-weimin', 'lu-minghui'].filter((person) => readers.includes(town.addressOf(person)))).toEqual([]);
  });
});
