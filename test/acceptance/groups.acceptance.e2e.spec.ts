import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const yunhu = 'tousu@yunhu.example.com';
const sewage = [
  '地下室污水倒灌，臭气熏天，一直没人来疏通下水管道。',
  '楼下污水井又冒了，下水道堵了一周，味道受不了。',
  '下水主管道堵塞，污水从地漏返上来，厨房都泡了。',
];

const town = company();

describe('many people with one cause', () => {
  it('are counted by what the desk says they are about, also after the group was told (PG-13.2.4)', async () => {
    const complaint = async (flat: number, text: string): Promise<CaseFile> =>
      town.mail(customer(`住户${String(flat)}`), yunhu, { subject: '投诉', text: `1号楼${String(flat)}01室，${text}` });
    const gate = '单元门禁坏了一周，刷卡没有反应，老人孩子进不了门。';
    const insult = '一群骗子！滚蛋！废物！';
    const files: CaseFile[] = [];
    for (let n = 0; n < 7; n += 1) {
      files.push(await complaint(n + 1, gate));
    }
    const nonsense = await complaint(15, insult);
    await town.answers(await nonsense.staffLetter('请判定'), '无效 只有谩骂，没有事项');
    files.push(await complaint(8, gate));
    const [leading, member] = files as [CaseFile, CaseFile];
    expect((await leading.row()).marks).not.toContain('group');
    files.push(await complaint(9, gate));
    await town.idle();
    expect((await leading.row()).marks).toContain('group');
    expect((await nonsense.row()).marks).not.toContain('group');

    const other = await complaint(16, insult);
    expect((await other.row()).marks).toContain('group');
    const asked = await other.staffLetter('请判定');
    await town.answers(asked, '有效 说的是保安');
    await town.answers(asked, '分类 员工行为');
    await town.idle();
    expect((await other.row()).marks).not.toContain('group');
    const told = await other.staffLetter('关联');
    expect(told.text).toContain(`不再属于以 ${await leading.number()} 为主案的群体投诉`);
    const dispatched = await leading.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, '回复客户 门禁今天换主机。');
    await town.pass(5, 'minutes');
    expect(await member.letters('门禁今天换主机')).toHaveLength(1);
    expect(await other.letters('门禁今天换主机')).toEqual([]);

    // The group goes along with the case that leads it; whoever is put under its category joins it.
    await town.answers(await leading.staffLetter('重大投诉上报'), '分类 物业服务');
    await town.idle();
    expect((await member.row()).marks).toContain('group');
    const late = await complaint(18, insult);
    expect((await late.row()).marks).not.toContain('group');
    await town.answers(await late.staffLetter('请判定'), '有效');
    await town.answers(await late.staffLetter('请判定'), '分类 物业服务');
    await town.idle();
    expect((await late.row()).marks).toContain('group');
    expect(await late.letters('门禁今天换主机')).toHaveLength(1);
    await town.answers(asked, '分类 物业服务');
    await town.idle();
    expect((await other.row()).marks).toContain('group');
    expect(await other.letters('门禁今天换主机')).toHaveLength(1);
    expect((await leading.row()).marks).toContain('group');
  }, 180_000);

  it('are one major matter from half of the households on, and all are told the same under their own number (PG-13.2.4, PG-12)', async () => {
    const neighbour = async (n: number): Promise<CaseFile> =>
      town.mail(customer(`住户甲${'乙丙丁戊己庚辛壬癸子丑'.charAt(n)}`), yunhu, {
        subject: '下水堵塞',
        text: `2号楼${String(n + 1)}02室，${sewage[n % sewage.length] ?? ''}`,
      });
    const files: CaseFile[] = [];
    for (let n = 0; n < 8; n += 1) {
      files.push(await neighbour(n));
    }
    for (const file of files) {
      expect((await file.row()).marks).not.toContain('group');
    }
    files.push(await neighbour(8));
    await town.idle();
    const [leading, ...members] = files as [CaseFile, ...CaseFile[]];
    expect(await leading.row()).toMatchObject({
      tag: 'major',
      marks: expect.arrayContaining(['group']),
      clauses: expect.arrayContaining(['PG-13.2.4']),
    });
    expect(await leading.at('tagged-major')).not.toBeNull();
    for (const member of members) {
      expect(await member.row()).toMatchObject({ marks: expect.arrayContaining(['group']) });
      expect(await member.events()).toContain('linked');
    }

    expect((await leading.staffLetter('关联')).text).toContain('本案为主案');

    const dispatched = await leading.staffLetter('请接单');
    await town.answers(dispatched, '接单');
    const refusedTo = await leading.staffLetter('请接单');
    await town.answers(refusedTo, '回复客户 102室住户甲乙反映的下水堵塞，我们今天处理。');
    expect((await leading.letterTo(dispatched.to, '未执行')).text).toContain('其中含有某位投诉人的信息');

    await town.answers(dispatched, '回复客户 主管道今天下午三点开始疏通，预计今晚恢复，期间请勿使用厨房下水。');
    await town.answers(dispatched, '撤销');
    await town.pass(5, 'minutes');
    expect((await Promise.all(members.map(async (file) => file.letters('主管道今天下午')))).flat()).toEqual([]);

    await town.answers(dispatched, '回复客户 主管道今天下午三点开始疏通，预计今晚恢复。');
    await town.pass(5, 'minutes');
    const addresses = new Set<string>();
    for (const file of files) {
      const [letter, ...more] = await file.letters('预计今晚恢复');
      expect(more).toEqual([]);
      expect(letter?.subject).toContain(await file.number());
      addresses.add(letter?.to ?? '');
      for (const other of files.filter((candidate) => candidate !== file)) {
        expect(letter?.text).not.toContain(await other.number());
      }
    }
    expect(addresses.size).toBe(9);

    const late = await neighbour(9);
    await town.idle();
    expect((await late.row()).marks).toContain('group');
    expect((await late.letters('预计今晚恢复')).length).toBe(1);

    // By night too: what changes is told within the limit, not in the morning.
    await town.passUntil('2026-11-23T14:30:00Z');
    await town.answers(dispatched, '回复客户 今晚疏通未完成，明早九点继续，今夜请勿使用厨房下水。');
    await town.pass(10, 'minutes');
    for (const file of [...files, late]) {
      expect((await file.letters('今晚疏通未完成')).length).toBe(1);
    }
  }, 180_000);
});
