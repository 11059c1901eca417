import { describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const town = company({ points: 'service', roster: 'test/acceptance/config/roster-service.yaml' });
const service = 'kefu@service.example.com';
const cinema = 'kefu@cinema.example.com';
const head = (): string => town.addressOf('feng-yun');

describe('the same matter from the same person', () => {
  it('is escalated to the head of the centre at the third time, whichever channel or address, with 48 hours for a solution (SI-17)', async () => {
    const first = await town.mail(customer('邵丽华'), service, {
      subject: '空调不制冷',
      text: '人民路店包间的空调不制冷，热得坐不住，请尽快维修。电话13800005501。',
    });
    await town.pass(2, 'days');
    const second = await town.mail(customer('匿名'), service, {
      subject: '空调还没修',
      text: '前天反映的包间空调至今没有人修，还是不制冷。联系电话：138 0000 5501',
    });
    await town.pass(30, 'hours');
    expect((await second.row()).marks).not.toContain('repeat');
    expect(await second.deadlines('repeat-solution')).toEqual([]);
    expect((await second.staffLetter('关联')).text).toContain(await first.number());

    const third = await town.form('website', {
      text: '人民路店包间空调第三次反映了，一直不制冷，没人管。',
      complainant: { name: '邵丽华', mail: 'shao-other@mail.example.com' },
    });
    const { marks, facts } = await third.row();
    expect(marks).toContain('repeat');
    expect(facts.map(({ fact }) => fact)).toContain('escalated-repeat');
    const { from, due, clause } = await third.deadline('repeat-solution');
    expect([clause, (due?.getTime() ?? 0) - from.getTime()]).toEqual(['SI-17', 48 * 3_600_000]);
    const told = await third.letterTo(head(), '重复投诉');
    expect(told.text).toContain(await first.number());
    expect(told.text).toContain(await second.number());

    await town.pass(49, 'hours');
    await eventually(async () => {
      const reminders = (await third.letters('重复投诉解决方案')).filter(({ subject }) => subject.includes('升级提醒'));
      expect(reminders.map(({ to }) => to)).toContain(head());
    });
  }, 60_000);

  it('is not escalated the second time, and another matter is not counted', async () => {
    const person = customer('庞建军');
    const fault = { subject: '打印机卡纸', text: '自助打印机一直卡纸，打不出小票。' };
    const first = await town.mail(person, service, fault);
    await town.pass(1, 'days');
    const other = await town.mail(person, service, {
      subject: '服务员态度差',
      text: '前台服务员说话很不耐烦，还骂人，要求道歉。',
    });
    await town.pass(1, 'days');
    const again = await town.mail(person, service, {
      subject: '打印机还是卡纸',
      text: '自助打印机还是卡纸，小票打不出来，没有人修。',
    });
    for (const file of [first, other, again]) {
      expect((await file.row()).marks).not.toContain('repeat');
      expect(await file.deadlines('repeat-solution')).toEqual([]);
    }
    const linked = await again.staffLetter('关联');
    expect(linked.text).toContain(await first.number());
    expect(linked.text).not.toContain(await other.number());
  }, 60_000);
});

describe('a group in a company that has not counted its customers', () => {
  it('is major from the third complaint on: management is told and a plan is due within the hour (PC-2.2)', async () => {
    const files: CaseFile[] = [];
    for (const text of [
      '人民路店3号包厢的投影机画面全是雪花点，看了一半就黑屏了。',
      '在人民路店看电影，投影机画面发黑，没看完。',
      '人民路店的投影机又坏了，画面模糊偏色，根本没法看。',
    ]) {
      const file = await town.mail(customer(`影迷${String(files.length)}`), cinema, { subject: '投影机故障', text });
      files.push(file);
      await town.pass(1, 'days');
    }
    const [leading, second, third] = files as [CaseFile, CaseFile, CaseFile];
    expect(await leading.row()).toMatchObject({ tag: 'major', clauses: expect.arrayContaining(['PC-2.2']) });
    expect((await second.row()).marks).toContain('group');
    expect((await third.row()).marks).toContain('group');
    const told = await leading.deadlines('management-told');
    expect(told.map(({ clause }) => clause)).toContain('PC-2.2');
    expect(await leading.at('management-told')).not.toBeNull();
    const plan = (await leading.deadlines('preliminary-plan')).at(-1);
    expect([plan?.clause, (plan?.due?.getTime() ?? 0) - (plan?.from.getTime() ?? 0)]).toEqual(['PC-2.2', 3_600_000]);
  }, 60_000);
});
