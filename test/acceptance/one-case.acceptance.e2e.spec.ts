import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { faxed, gateway, passedOn, spoilt } from './faxes.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';

async function fax(number: string, content: Buffer): Promise<CaseFile> {
  return town.mail(gateway, jiangnan, passedOn(number, content));
}

describe('one person who tells the same over several channels', () => {
  it('has one case with several deliveries, and is told so on each', async () => {
    const first = await town.mail(customer('施雨晴'), jiangnan, {
      subject: '6栋1203漏水',
      text: '6栋1203室卫生间天花板漏水，楼上一直不处理。我的电话13800006611。',
    });
    await town.pass(1, 'hours');
    const bySms = await town.sms('jiangnan-sms', '13800006611', '6栋1203卫生间还在漏水，请派人来。');
    await town.pass(1, 'hours');
    const byForm = await town.form('website', {
      text: '6栋1203室卫生间漏水，已经发过邮件和短信。',
      complainant: { name: '施雨晴', mail: 'shi-work@mail.example.com' },
    });

    for (const file of [bySms, byForm]) {
      expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'merged', number: null });
    }
    const number = await first.number();
    expect(town.texts.filter(({ to, text }) => to === '+8613800006611' && text?.includes(number))).toHaveLength(1);
    const handler = await first.staffLetter('客户来信');
    expect(handler.text).toContain('已经发过邮件和短信');
    expect((await first.events()).filter((event) => event === 'delivery-joined')).toHaveLength(2);
    expect(await first.row()).toMatchObject({ stage: 'assigned' });
    expect((await first.letters('已受理')).length).toBe(1);
  }, 60_000);

  it('has one case by mail, SMS and fax within hours, whatever number the fax was sent from', async () => {
    const person = customer('周国华');
    const first = await town.mail(person, jiangnan, {
      subject: '地下车库漏水',
      text: '江南里3栋2单元1201室业主周国华。地下二层37号车位上方的消防管道持续漏水，车漆被腐蚀，要求修复并赔偿。电话13800001234。',
    });
    await town.pass(1, 'hours');
    const bySms = await town.sms('jiangnan-sms', '13800001234', '地下车库37号车位上方消防管道还在漏水，请尽快修。');
    await town.pass(2, 'hours');
    const byFax = await fax('0512-60002222', await faxed('leak'));

    expect(await byFax.row()).toMatchObject({ channel: 'fax', stage: 'closed', closeReason: 'merged', number: null });
    expect(await bySms.row()).toMatchObject({ stage: 'closed', closeReason: 'merged', number: null });
    expect(await first.row()).toMatchObject({ stage: 'assigned' });
    expect((await first.events()).filter((event) => event === 'delivery-joined')).toHaveLength(2);
    const read = await first.staffLetter('客户来信');
    expect(read.text).toContain('江南里物业服务中心');
    expect(read.mail.attachments.map(({ type }) => type)).toEqual(['image/png']);
    expect(await first.letterTo(person.address, '已受理')).toBeDefined();
  }, 60_000);

  it('has one case when a fax came first, and when the desk had to type it', async () => {
    const text = '本人于2026年11月8日在贵店预订豪华厅，订单号XY20261108037，店员拒绝退还差价，要求退还定金500元。';
    const byFax = await fax('13700002468', await faxed('refund', spoilt));
    const numbered = await byFax.number();
    await town.pass(1, 'hours');
    const byMail = await town.mail(customer('林晓雯'), jiangnan, {
      subject: '退款申诉',
      text: `${text} 手机13700002468`,
    });
    expect((await byMail.row()).closeReason).toBeNull();
    const asked = await byFax.staffLetter('请录入');
    await town.answers(asked, `${text}\n申诉人 林晓雯\n手机 13700002468`);

    expect(await byFax.row()).toMatchObject({ number: numbered, closeReason: null });
    expect(await byMail.row()).toMatchObject({ stage: 'closed', closeReason: 'merged' });
    expect((await byMail.customerLetter('合并办理')).text).toContain(numbered);
  }, 60_000);

  it('has one case when the desk types a fax that came last: its handler gets the words and the page', async () => {
    const first = await town.mail(customer('何敏'), jiangnan, {
      subject: '电梯停运',
      text: '9号楼左侧电梯已停运六次，孕妇和儿童被困过，要求更换门机。电话13900004567。',
    });
    await town.pass(1, 'hours');
    const byFax = await fax('13900004567', await faxed('elevator', spoilt));
    const numbered = await byFax.number();
    await town.answers(
      await byFax.staffLetter('请录入'),
      '9号楼左侧电梯自国庆节后停运六次，有人被困，要求公布维保记录、更换门机。何敏 13900004567',
    );

    expect(await byFax.row()).toMatchObject({ stage: 'closed', closeReason: 'merged', number: numbered });
    const read = await first.staffLetter('客户来信');
    expect(read.text).toContain('公布维保记录');
    expect(read.mail.attachments.map(({ type }) => type)).toEqual(['image/png']);
  }, 60_000);

  it('has two linked cases when a fax comes again with a page more', async () => {
    // The letter is of the person who told another matter of the same place above: what comes within hours would join that.
    await town.pass(3, 'days');
    const first = await fax('0512-60004444', await faxed('leak-again'));
    await town.pass(10, 'minutes');
    const more = await fax('0512-60004444', await faxed(['leak-again', 'english']));
    expect(await more.number()).not.toBe(await first.number());
    expect((await more.staffLetter('关联')).text).toContain(await first.number());
  }, 60_000);

  it('has two cases when it is a day later, another matter, or another flat', async () => {
    const person = customer('戚芳');
    const first = await town.mail(person, jiangnan, {
      subject: '门禁坏了',
      text: '7栋的门禁坏了，刷卡进不去。电话13800006622。',
    });
    const other = await town.form('counter', {
      text: '7栋楼下的垃圾桶满了三天没人清运，臭味很大。',
      complainant: { name: '戚芳', phone: '13800006622' },
    });
    await town.pass(25, 'hours');
    const later = await town.form('counter', {
      text: '7栋的门禁还是坏的，刷卡进不去单元门。',
      complainant: { name: '戚芳', phone: '13800006622' },
    });
    for (const file of [first, other, later]) {
      expect((await file.row()).closeReason).toBeNull();
      expect(await file.number()).toMatch(/^202611-/u);
    }
    expect((await later.staffLetter('关联')).text).toContain(await first.number());
  }, 60_000);

  it('keeps both numbers when the classifier was away, and is told which leads once it is merged', async () => {
    await town.stop('classifier');
    const person = customer('阮志明');
    const first = await town.mail(person, jiangnan, {
      subject: '电梯停运',
      text: '3栋的电梯停运了，老人下不了楼。电话13800006633。',
    });
    await town.pass(2, 'minutes');
    const second = await town.form('website', {
      text: '3栋电梯停运一天了，老人下不了楼，没人来修。',
      complainant: { name: '阮志明', phone: '13800006633', mail: 'ruan@mail.example.com' },
    });
    await town.pass(2, 'minutes');
    const numbers = [await first.number(), await second.number()] as const;
    expect(numbers[0]).not.toBe(numbers[1]);
    await town.start('classifier');
    await town.idle();

    expect(await second.row()).toMatchObject({ stage: 'closed', closeReason: 'merged', number: numbers[1] });
    const told = await second.letterTo('ruan@mail.example.com', '合并办理');
    expect(told.text).toContain(`${numbers[1]} 与投诉 ${numbers[0]} 是同一事项`);
    await town.answers(told, '请问什么时候修好？');
    expect((await first.events()).slice(-2)).toContain('noted');
    expect(await newestText(first)).toContain('什么时候修好');
  }, 60_000);
});

async function newestText(file: CaseFile): Promise<string> {
  return (await file.staffLetter('客户来信')).text;
}
