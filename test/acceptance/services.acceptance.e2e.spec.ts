import { describe, expect, it } from '@jest/globals';
import { company, customer } from './company.js';

const town = company({ points: 'service', roster: 'test/acceptance/config/roster-service.yaml' });
const service = 'kefu@service.example.com';
const cinema = 'kefu@cinema.example.com';
const press = {
  subject: '严重投诉',
  text: '昨天省电视台记者已经到我家采访拍摄投影机故障的事，节目今晚播出，请马上处理。',
};

describe('a service company', () => {
  it('gives every complaint a number of its own, serial by month and type, twenty at once too (SI-13)', async () => {
    const files = await town.mailsAtOnce(
      Array.from({ length: 20 }, (_, index) => async () => {
        await town.pillar.write(customer(`客户${String(index + 1)}`), service, {
          subject: `第${String(index + 1)}张桌子松动`,
          text: `靠窗第${String(index + 1)}张桌子松动，请修一下。`,
        });
      }),
    );
    const numbers = await Promise.all(files.map(async (file) => file.number()));

    expect(numbers.toSorted()).toEqual(
      Array.from({ length: 20 }, (_, index) =>
        expect.stringMatching(new RegExp(`^202611-[A-Z]{2}-0*${String(index + 1)}$`, 'u')),
      ),
    );
    for (const file of files) {
      expect((await file.customerLetter('已受理')).text).toContain(await file.number());
    }
  }, 60_000);

  it('takes an anonymous complaint its ordinary way (SI-16)', async () => {
    const file = await town.form('website', { text: '二楼卫生间没有洗手液，请补上。' });

    expect(await file.row()).toMatchObject({ stage: 'assigned', marks: expect.arrayContaining(['anonymous']) });
    expect((await file.staffLetter('请接单')).text).toContain('没有洗手液');
    expect(await file.deadline('start')).toMatchObject({ clause: 'SI-2.1' });
  });

  it('keeps the entries apart in the record (SI-12)', async () => {
    const byMail = await town.mail(customer('朱琳'), service, { subject: '灯光太暗', text: '包间灯光太暗，请换灯。' });
    const byForm = await town.form('website', { text: '大厅灯光太暗，请换灯。' });

    expect([(await byMail.row()).origin, (await byForm.row()).origin]).toEqual(['mailbox', 'website']);
    expect((await byForm.staffLetter('请接单')).text).toContain('大厅灯光');
  });

  it('wants a person to answer an urgent one within 15 minutes, and tells the heads when nobody does (SI-2.2)', async () => {
    const file = await town.mail(customer('骆宁'), service, {
      subject: '漏电',
      text: '自助区的插座正在冒火花，旁边都是孩子，请马上断电！',
    });
    expect((await file.row()).urgent).toBe(true);
    const { from, due, clause, satisfied } = await file.deadline('urgent-response');
    expect([clause, (due?.getTime() ?? 0) - from.getTime(), satisfied]).toEqual(['SI-2.2', 900_000, null]);

    await town.pass(16, 'minutes');
    expect(await file.readers('升级提醒')).toContain(town.addressOf('feng-yun'));
  });

  it('knows no difference by identity or channel: the same rules, the same limits (SI-3)', async () => {
    const words = '洗衣机甩干时响声很大，请检修。';
    const known = await town.mail(customer('贵宾会员 龚先生'), service, { subject: '洗衣机', text: words });
    const unknown = await town.form('website', { text: words });

    const [first, second] = [await known.row(), await unknown.row()];
    expect([second.tag, second.department, second.handler]).toEqual([first.tag, first.department, first.handler]);
    expect(await unknown.due('resolution')).toBe(await known.due('resolution'));
    expect((await unknown.staffLetter('请接单')).to).toBe((await known.staffLetter('请接单')).to);

    // An inquiry is fair only where whoever is complained of does not lead it.
    const insider = await town.mail(customer('龚女士'), service, {
      subject: '投诉秦悦',
      text: '投诉受理员秦悦把我的工单压了三天，请换人处理。',
    });
    expect((await insider.row()).handler).not.toBe('qin-yue');
  });

  it('says how soon somebody will be in touch, and watches it until the contact is on record (SI-15)', async () => {
    const file = await town.mail(customer('关欣'), service, {
      subject: '充电桩坏了',
      text: '停车场充电桩坏了，请检修。',
    });
    expect((await file.customerLetter('已受理')).text).toMatch(/专人与您联系，请保持电话畅通/u);
    const { from, due, satisfied, clause } = await file.deadline('contact');
    expect([clause, (due?.getTime() ?? 0) - from.getTime(), satisfied]).toEqual(['SI-15', 24 * 3_600_000, null]);

    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '联系 已电话核实情况');
    expect((await file.deadline('contact')).satisfied).not.toBeNull();
  });

  it('starts handling within 24 hours, counted from the arrival to the acceptance by a person (SI-2.1)', async () => {
    const file = await town.mail(customer('秦峰'), service, { subject: '空调不冷', text: '三楼空调不冷，请检修。' });
    expect(await file.deadline('start')).toMatchObject({ satisfied: null });
    await town.answers(await file.staffLetter('请接单'), '接单');

    const { from, due, satisfied } = await file.deadline('start');
    expect((due?.getTime() ?? 0) - from.getTime()).toBe(24 * 3_600_000);
    expect(satisfied).not.toBeNull();
  });
});

describe('a home-cinema builder', () => {
  it('tells the customer within the hour who is responsible, by a person and not by the acknowledgement (PC-2.1)', async () => {
    const file = await town.mail(customer('尤佳'), cinema, {
      subject: '遥控器失灵',
      text: '遥控器有时失灵，请来看看。',
    });
    const { from, due, satisfied } = await file.deadline('first-response');
    expect([(due?.getTime() ?? 0) - from.getTime(), satisfied]).toEqual([3_600_000, null]);

    await town.answers(await file.staffLetter('请接单'), '接单');
    await town.pass(3, 'minutes');
    expect((await file.customerLetter('已有专人负责')).text).toContain('陶莉');
    expect(await file.deadline('first-response')).toMatchObject({ satisfied: expect.any(Date), missed: false });
  });

  it('hands a complaint over to its department within the hour (PC-9.2)', async () => {
    const file = await town.mail(customer('戚明'), cinema, { subject: '幕布有污渍', text: '幕布上有污渍，请来清洁。' });

    expect(await file.deadline('hand-over')).toMatchObject({
      clause: 'PC-9.2',
      satisfied: expect.any(Date),
      missed: false,
    });
    expect((await file.staffLetter('请接单')).to).toBe(town.addressOf('tao-li'));
  });

  it('takes what staff was told at any hour, with content and contact (PC-9.1)', async () => {
    const file = await town.form('desk', {
      text: '客户来电：低音炮嗡嗡响，希望周末前上门。',
      complainant: { name: '贺强', phone: '13800001831' },
    });

    expect(await file.row()).toMatchObject({ channel: 'staff', origin: 'hotline', stage: 'assigned' });
    expect((await file.staffLetter('请接单')).text).toMatch(/贺强[\s\S]*低音炮嗡嗡响/u);
  });

  it('has one register for all entries, and tells the customer where to turn (PC-17)', async () => {
    const byMail = await town.mail(customer('文静'), cinema, { subject: '灯光', text: '调光面板失灵，请来修。' });
    const byVisit = await town.form('counter', {
      text: '上门时客户说银幕边框松动',
      complainant: { phone: '13800001832' },
    });
    const serial = async (file: typeof byMail): Promise<number> => Number((await file.number()).split('-').at(-1));

    expect([(await byMail.row()).origin, (await byVisit.row()).origin]).toEqual(['mailbox', 'visit']);
    expect((await serial(byVisit)) - (await serial(byMail))).toBe(1);
    expect((await byMail.customerLetter('已受理')).text).toContain('请直接回复本邮件，或联系：投诉受理岗');
  });

  it('warns at once of what is overdue (PC-11.1)', async () => {
    const file = await town.mail(customer('纪峰'), cinema, {
      subject: '窗帘轨道卡住',
      text: '电动窗帘轨道卡住，请来修。',
    });
    await town.pass(59, 'minutes');
    expect(await file.letters('升级提醒')).toEqual([]);
    await town.pass(2, 'minutes');

    expect((await file.deadline('first-response')).missed).toBe(true);
    expect((await file.letterTo(town.addressOf('feng-yun'), '升级提醒')).text).toContain('已超时');
  });

  it('keeps the complaint as it was said, and every change on record (PC-4.1)', async () => {
    const words = '音箱里有"嗡嗡"声，关灯后更响；请来听一下。';
    const file = await town.mail(customer('谢娟'), cinema, { subject: '音箱有杂音', text: words });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '方案\n责任人：许工\n措施：更换功放\n时限：1个工作日');
    await town.answers(dispatched, '方案\n责任人：许工\n措施：重做接地\n时限：2个工作日');
    await town.answers(dispatched, '转派 许凯 需要技术部');

    expect((await file.letterTo(town.addressOf('xu-kai'), '请接单')).text).toContain(words);
    expect((await file.events()).filter((event) => ['accepted', 'planned', 'transfer-asked'].includes(event))).toEqual([
      'accepted',
      'planned',
      'planned',
      'transfer-asked',
    ]);
  });

  it('tells the customer the result and closes only when the customer says that it is settled (PC-5.2)', async () => {
    const file = await town.mail(customer('卢欣'), cinema, { subject: '门吸脱落', text: '影音室门吸脱落，请来装好。' });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '方案\n责任人：许工\n措施：重装门吸\n时限：1个工作日');
    await town.answers(dispatched, '完成 门吸已重装，开合正常');
    await town.pass(3, 'minutes');

    const question = await file.customerLetter('请您确认');
    expect([question.text.includes('门吸已重装'), (await file.row()).stage]).toEqual([true, 'resolved']);
    await town.answers(question, '没修好，又掉了');
    expect((await file.row()).stage).toBe('accepted');
    await town.answers(await file.staffLetter('重新办理'), '方案\n责任人：许工\n措施：换新门吸\n时限：1个工作日');
    await town.answers(dispatched, '完成 已换新门吸');
    await town.pass(3, 'minutes');
    await town.answers(await file.staffLetter('提交整改报告'), '整改 施工或安装工艺 改用加长门吸');
    await town.answers(await file.staffLetter('客情修复方案'), '任务 制定客情修复方案 赠送一次保养');
    expect((await file.row()).stage).toBe('resolved');
    await town.answers(await file.customerLetter('请您确认'), '满意，谢谢');
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'confirmed' });
  });

  it('has five working days for a general complaint', async () => {
    const file = await town.mail(customer('袁野'), cinema, { subject: '壁布起泡', text: '影音室壁布起泡，请来修补。' });

    expect(await file.deadline('resolution')).toMatchObject({ clause: 'PC-10.1' });
    expect(await file.due('resolution')).toBe('2026-11-30 18:00');
    expect((await file.customerLetter('已受理')).text).toContain('2026-11-30 18:00');
  });

  it('asks for what the record lacks, the expected time too (PC-18)', async () => {
    const file = await town.mail(customer('安宁'), cinema, { subject: '投诉', text: '有个地方一直响。' });

    expect((await file.customerLetter('已受理')).text).toMatch(/还请您补充[^\n]*事情发生的时间[^\n]*您希望何时解决/u);
  });

  it('refuses a plan without person, measures and limit (PC-5.1)', async () => {
    const file = await town.mail(customer('柏松'), cinema, { subject: '座椅吱呀', text: '座椅一动就吱呀响，请来修。' });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '方案\n措施：上门紧固');

    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('方案缺少：责任人、时限');
  });

  it('tells management of a major one within 30 minutes and wants a plan within the hour (PC-2.2)', async () => {
    const file = await town.mail(customer('邹勇'), cinema, press);

    expect(await file.readers('上报')).toContain(town.addressOf('hao-min'));
    expect(await file.deadline('management-told')).toMatchObject({
      clause: 'PC-2.2',
      satisfied: expect.any(Date),
      missed: false,
    });
    const { from, due } = await file.deadline('preliminary-plan');
    expect((due?.getTime() ?? 0) - from.getTime()).toBe(3_600_000);
  });

  it('sends a major plan to legal first, with two hours for its opinion, and only then to approval (PC-16)', async () => {
    const file = await town.mail(customer('章敏'), cinema, press);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '方案\n责任人：许工\n措施：更换投影机，上门致歉\n时限：2个工作日');
    const { from, due, clause } = await file.deadline('legal-opinion');
    expect([clause, (due?.getTime() ?? 0) - from.getTime()]).toEqual(['PC-16', 7_200_000]);
    expect(await file.readers('请审批')).toEqual([]);

    await town.answers(await file.staffLetter('请出具意见'), '意见 同意，致歉函由法务审阅');
    expect((await file.staffLetter('请审批')).text).toContain('致歉函由法务审阅');
    await town.answers(await file.staffLetter('请审批'), '批准 3个工作日');
    expect((await file.row()).stage).toBe('planned');
  });

  it('answers politely, and no brush-off reaches a customer (PC-19)', async () => {
    const file = await town.mail(customer('苗苗'), cinema, {
      subject: '灯带不亮',
      text: '星空顶有一段灯带不亮，请来修。',
    });
    expect((await file.customerLetter('已受理')).text).toMatch(/深表歉意[\s\S]*专人与您联系/u);
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '回复客户 这个不归我管，您找厂家吧。');
    await town.pass(3, 'minutes');

    expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('不归我管');
    await expect(file.customerLetter('关于您的投诉')).rejects.toThrow('no letter');
  });
});
