import { describe, expect, it } from '@jest/globals';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { runCommand } from './run-command.js';

const town = company();
endSpawnedServices();
const jiangnan = 'tousu@jiangnanli.example.com';

/** A complaint that the desk is asked about. */
async function doubtful(name: string): Promise<CaseFile> {
  return town.mail(customer(name), jiangnan, { subject: '骗子', text: '一群骗子！垃圾物业！滚蛋！废物！' });
}

async function leak(): Promise<CaseFile> {
  return town.mail(customer('沈佳'), jiangnan, { subject: '阳台漏水', text: '5栋901阳台顶上漏水，请派人来修。' });
}

describe('two cases that the desk puts together', () => {
  it('are one after 合并: both numbers stay valid, and the customer is told which leads', async () => {
    const leading = await leak();
    const follower = await doubtful('沈佳');
    const asked = await follower.staffLetter('请判定');
    await town.answers(asked, `合并 ${await leading.number()} 同一位业主，同一件事`);

    expect(await follower.row()).toMatchObject({ stage: 'closed', closeReason: 'merged', question: null });
    expect((await follower.letterTo(asked.to, '已执行')).text).toContain('两个编号都有效');
    await town.pass(3, 'minutes');
    const told = await follower.customerLetter('合并办理');
    expect(told.text).toContain(`${await follower.number()} 与投诉 ${await leading.number()} 是同一事项`);
    expect((await leading.staffLetter('客户来信')).text).toContain('垃圾物业');

    await town.answers(told, '阳台今天又漏了');
    expect((await leading.staffLetter('客户来信')).text).toContain('阳台今天又漏了');
    expect(await leading.row()).toMatchObject({ stage: 'assigned' });
  }, 60_000);

  it('are two again after 撤销, while nobody has been told', async () => {
    const leading = await leak();
    const follower = await doubtful('马兰');
    const asked = await follower.staffLetter('请判定');
    await town.answers(asked, `合并 ${await leading.number()}`);
    await town.answers(asked, '撤销');

    expect(await follower.row()).toMatchObject({
      stage: 'registered',
      closeReason: null,
      question: { about: 'invalid' },
    });
    await town.pass(5, 'minutes');
    expect(await follower.letters('合并办理')).toEqual([]);
    expect(await leading.letters('垃圾物业')).toEqual([]);
    await town.answers(asked, '有效');
    expect(await follower.row()).toMatchObject({ stage: 'assigned', tag: 'general' });
  }, 60_000);

  it('stay two after 关联, and both handlers know of each other', async () => {
    const one = await leak();
    const other = await doubtful('于欣');
    const asked = await other.staffLetter('请判定');
    await town.answers(asked, `关联 ${await one.number()}`);
    await town.pass(3, 'minutes');
    expect((await one.staffLetter('关联')).text).toContain(await other.number());
    expect((await other.row()).closeReason).toBeNull();
    await town.answers(asked, '有效');
    expect((await other.staffLetter('请接单')).text).toContain(await one.number());
  }, 60_000);

  it('are left alone when the number is none, the same one, or the sender is not the desk', async () => {
    const one = await leak();
    const other = await doubtful('金磊');
    const asked = await other.staffLetter('请判定');
    await town.answers(asked, '合并 202611-XX-999');
    expect((await other.letterTo(asked.to, '未执行')).text).toContain('找不到编号为“202611-XX-999”的投诉');
    await town.answers(asked, `合并 ${await other.number()}`);
    expect((await other.letterTo(asked.to, '未执行')).text).toContain('这就是本案');
    const handler = await one.staffLetter('请接单');
    await town.answers(handler, `合并 ${await other.number()}`);
    expect((await one.letterTo(handler.to, '未执行')).text).toContain('您不是本案此项的经办人');
    expect((await other.row()).closeReason).toBeNull();
  }, 60_000);
});

describe('what people said of two cases (issue 4 point 4)', () => {
  it('is in the classifier report, against what was known of them; what was taken back is told apart', async () => {
    const { code, output } = await runCommand(town, 'classifier', 'report', '--since', '7d');
    expect(code).toBe(0);
    expect(output).toMatch(/put together by people 2: one case \(合并\) 1, related \(关联\) 1 {3}taken back 1/u);
    expect(output).toMatch(/known as the same person 0, as one cause \d, as neither \d/u);
    const listed = await runCommand(town, 'classifier', 'report', '--list');
    expect(listed.output).toMatch(/[a-z-]+ +one case +-/u);
    expect(listed.output).toMatch(/taken back/u);
    expect(listed.output).not.toMatch(/沈佳|马兰|阳台/u);
    const other = await runCommand(town, 'classifier', 'report', '--preset', 'private-cinema');
    expect(other.output).not.toMatch(/put together/u);
  }, 60_000);
});
