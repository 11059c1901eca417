import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';
const numberForm = /^202611-[A-Z]{2}-\d{3}$/u;

describe('what arrives', () => {
  const entries: readonly [string, string, string, () => Promise<CaseFile>][] = [
    [
      'a mail',
      'mail',
      'mailbox',
      () =>
        town.mail(customer('王秀兰'), jiangnan, {
          subject: '地库积水',
          text: '地下车库B区积水两天没人处理，请派人抽水。江南里2栋业主王秀兰，13800001811',
        }),
    ],
    [
      'an SMS',
      'sms',
      'hotline-sms',
      () => town.sms('jiangnan-sms', '13900004411', '4栋门禁坏了三天，刷卡没反应，请派人修'),
    ],
    [
      'a form on the website',
      'web',
      'website',
      () =>
        town.form('website', {
          text: '楼道灯坏了一周，晚上回家看不见台阶',
          complainant: { name: '李明', mail: 'liming@mail.example.com' },
        }),
    ],
    [
      'what staff was told on the phone',
      'staff',
      'phone',
      () => town.form('desk', { text: '来电称阳台门关不上', complainant: { name: '赵强', phone: '13800001821' } }),
    ],
    [
      'what staff was told in person',
      'staff',
      'in-person',
      () => town.form('counter', { text: '当面反映信箱被人撬开', complainant: { name: '孙梅', phone: '13800001822' } }),
    ],
    [
      'a letter on paper that staff registers',
      'staff',
      'letter',
      () => town.form('letter', { text: '来信反映楼上空调滴水', complainant: { name: '钱勇', phone: '13800001823' } }),
    ],
  ];

  it.each(entries)(
    '%s is registered with its channel and goes to a handler (PG-1)',
    async (_what, channel, origin, arrives) => {
      const file = await arrives();

      expect(await file.row()).toMatchObject({
        channel,
        origin,
        stage: 'assigned',
        number: expect.stringMatching(numberForm),
      });
      expect((await file.staffLetter('请接单')).text).toContain('投诉原文');
    },
  );

  it('what an employee was told is a case whose complainant hears the number by SMS (PG-15)', async () => {
    const file = await town.form('counter', {
      text: '业主到前台说健身房跑步机漏电，请尽快检查',
      complainant: { name: '周琴', phone: '13800001824' },
    });

    const told = town.texts.filter((sms) => sms.to.endsWith('13800001824'));
    expect(told.map((sms) => sms.text)).toEqual([expect.stringContaining(await file.number())]);
  });

  it('is registered within five minutes though the classifier is stopped (PG-16)', async () => {
    await town.stop('classifier');
    const file = await town.mail(customer('何平'), jiangnan, { subject: '窗户漏风', text: '卧室窗户关不严，漏风。' });
    await town.pass(1, 'minutes');
    await town.start('classifier');
    await town.idle();

    expect(await file.secondsBetween('received', 'registered')).toBeLessThanOrEqual(300);
    expect(await file.number()).toMatch(numberForm);
    expect(await file.deadline('registration')).toMatchObject({ clause: 'PG-16', missed: false });
  });

  it('is answered within five minutes with number, department and limit (PG-18.1)', async () => {
    const who = customer('吕芳');
    const file = await town.mail(who, jiangnan, { subject: '墙面开裂', text: '客厅墙面开裂，请来看看。' });

    const letter = await file.letterTo(who.address, '已受理');
    expect(letter.text).toContain('客户服务中心');
    expect(letter.text).toContain('2026-11-26');
    expect(await file.secondsBetween('received', 'acknowledged')).toBeLessThanOrEqual(300);
    expect(await file.deadline('response')).toMatchObject({ clause: 'PG-18.1', missed: false });
  });

  it('is thanked for in the first letter to the customer (PG-5)', async () => {
    const file = await town.mail(customer('施云'), jiangnan, {
      subject: '水压太低',
      text: '早晚水压太低，洗澡都不行。',
    });

    expect((await file.customerLetter('已受理')).text).toContain('感谢');
  });

  it('is asked for what the record lacks, once (PG-7)', async () => {
    const who = customer('江涛');
    const file = await town.mail(who, jiangnan, { subject: '投诉', text: '有一盏路灯一直闪。' });

    const asking = (await file.letters('还请您补充')).filter((letter) => letter.to === who.address);
    expect(asking).toHaveLength(1);
    expect(asking[0]?.text).toContain('您希望怎样处理');
    const unnamed = await town.mail({ ...customer(''), name: '' }, jiangnan, {
      subject: '路灯',
      text: '路灯一直闪，请修。',
    });
    expect((await unnamed.customerLetter('已受理')).text).toContain('您的称呼');
  });

  it('goes the same way under the same limits whoever complains (PG-10)', async () => {
    const words = '电梯轿厢异响，请检修。';
    const owner = await town.mail(customer('董事会顾问 方先生'), jiangnan, { subject: '电梯异响', text: words });
    const tenant = await town.form('website', { text: words });

    const [first, second] = [await owner.row(), await tenant.row()];
    expect([second.tag, second.department, second.handler]).toEqual([first.tag, first.department, first.handler]);
    expect(await tenant.due('resolution')).toBe(await owner.due('resolution'));
  });
});

describe('who complains', () => {
  it.each([
    ['租户', '我是3栋的租户，楼道堆满杂物，请清理。'],
    ['准业主', '我是准业主，还没交房，样板间和合同不一样。'],
    ['业主', '我是业主，楼道堆满杂物，请清理。'],
    ['材料供应商', '我司供应的瓷砖货款拖了两个月，请核对付款。'],
    ['战略合作伙伴', '我们是贵集团的战略合作单位，协议约定的对账一直没做。'],
  ])('is on record by kind, as the handler reads: %s (PG-2)', async (kind, text) => {
    const file = await town.mail(customer('来信人'), jiangnan, { subject: '反映情况', text });

    const letters = await file.letters('请接单');
    const asked = await file.letters('请判定');
    expect([...letters, ...asked][0]?.text).toContain(`投诉人类别: ${kind}`);
  });
});

describe('what it is', () => {
  it('is general where the harm is small and soon settled (PG-13.1)', async () => {
    const file = await town.mail(customer('温婷'), jiangnan, {
      subject: '门把手松动',
      text: '入户门把手松了，请来拧一下。',
    });

    expect(await file.row()).toMatchObject({ tag: 'general', clauses: ['PG-13.1'] });
    expect((await file.staffLetter('请接单')).text).toContain('依据条款: PG-13.1');
  });

  const grave: readonly [string, string, string][] = [
    ['PG-13.2.1', 'bodily harm', '我母亲被外墙掉下的瓷砖砸中，医院诊断左锁骨骨折，头皮裂伤缝了八针，现在住院。'],
    ['PG-13.2.1', 'a loss of 50,000 yuan and more', '主管爆裂把新装修全泡了，直接损失八万六千元，要求赔偿。'],
    ['PG-13.2.2', 'more than a month unsolved', '8月10日报修渗水，到今天三个多月了还没有解决，催了无数次。'],
    [
      'PG-13.2.4',
      'half of the customers complain of the same',
      '我们这栋36户里34户签了名，都反映同一个问题：热水一直不热。',
    ],
    ['PG-13.2.5', 'a leader is complained of', '举报项目总经理收受施工单位贿赂，指定亲戚的公司中标。'],
    [
      'PG-13.2.7',
      'somebody frail is in danger',
      '电梯困人，里面是一位坐轮椅的老人和一个婴儿，已经困了四十分钟，老人心脏病发作。',
    ],
    ['PG-13.2.6', 'the press is already acting', '昨天省电视台记者已经到小区采访拍摄，节目今晚播出。'],
  ];

  it.each(grave)('is major by %s: %s; handler and heads read the clause', async (clause, _what, text) => {
    const file = await town.mail(customer('陈志强'), jiangnan, { subject: '投诉', text });

    const row = await file.row();
    expect([row.tag, row.clauses]).toEqual(['major', expect.arrayContaining([clause])]);
    expect((await file.staffLetter('请接单')).text).toContain(clause);
    expect((await file.staffLetter('抄送')).text).toContain(clause);
  });
});

describe('what is no valid complaint', () => {
  it('is only proposed; nobody is answered until the desk confirms by reply (PG-14)', async () => {
    const sender = customer('华净环保');
    const file = await town.mail(sender, jiangnan, {
      subject: '外墙清洗 地毯清洁 年底特惠八折',
      text: '我司专业承接外墙清洗、地毯清洁，年底特惠八折，欢迎来电咨询合作，退订回T。',
    });
    expect(await file.row()).toMatchObject({ stage: 'registered', question: { about: 'invalid' } });
    expect(await file.readers()).not.toContain(sender.address);

    await town.answers(await file.staffLetter('请判定'), '无效 广告');
    expect(await file.row()).toMatchObject({ stage: 'closed', tag: 'invalid', closeReason: 'invalid' });
    expect(await file.readers()).not.toContain(sender.address);
  });

  it('takes its ordinary way when the desk overrules the proposal (PG-14.1)', async () => {
    const file = await town.mail(customer('业主'), jiangnan, {
      subject: '你们太差了',
      text: '你们太差了！！！差到极点！一点用都没有！',
    });
    expect(await file.row()).toMatchObject({ question: { about: 'invalid' }, clauses: ['PG-14.1'] });

    await town.answers(await file.staffLetter('请判定'), '有效 已回拨，业主反映车库连续三天积水');
    expect(await file.row()).toMatchObject({ stage: 'assigned', tag: 'general' });
    expect((await file.customerLetter('已受理')).text).toContain(await file.number());
  });

  it('found untrue on checking, the handler proposes and the desk decides (PG-14.2)', async () => {
    const file = await town.mail(customer('段宏'), jiangnan, {
      subject: '保安打碎花盆',
      text: '保安打碎了我放在门口的花盆，请调监控。',
    });
    const dispatched = await file.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '无效 监控显示花盆由本人碰倒，与反映严重不符');
    expect((await file.row()).stage).toBe('accepted');

    const asked = await file.staffLetter('请判定');
    expect(asked.to).not.toBe(dispatched.to);
    await town.answers(asked, '无效 与事实严重不符');
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'invalid' });
    expect((await file.customerLetter('关于您的来信')).text).toContain('与事实严重不符');
  });

  it.each([
    ['PG-14.3', 'outside the service commitment', '能不能帮我出面跟我前夫单位施压，让他把房贷还了？'],
    ['PG-14.4', 'an unlawful demand', '你们帮我把对门的住户身份证号和行踪查出来给我，再开一张假发票。'],
  ])('is proposed with its clause %s: %s', async (clause, _what, text) => {
    const file = await town.mail(customer('匿名'), jiangnan, { subject: '求助', text });

    expect(await file.row()).toMatchObject({ question: { about: 'invalid' }, clauses: [clause] });
    expect((await file.staffLetter('请判定')).text).toContain(clause);
  });
});
