import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { machineNow } from '#libs/clock/business-clock.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets, sendRaw } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

const plan = `
mailboxes:
  - { key: garden, preset: property-group, unit: jiangnan, origin: mailbox, addresses: [complaints@example.com] }
  - { key: authorities, preset: property-group, unit: jiangnan, origin: regulator, addresses: [orders@example.com] }
`;
const staff = 'song.lijuan@example.com';

async function send(mail: Parameters<typeof complaintMail>[0], to = 'complaints@example.com'): Promise<void> {
  const { smtp } = await bench.start(plan);
  await sendRaw(smtp?.port ?? 0, complaintMail(mail), { to: [to] });
}

async function told(): Promise<{ data: Record<string, unknown>; message: StoredMessage }> {
  const [row] = await bench.settled(1);
  expect(row).toMatchObject({ outcome: 'complaint' });
  const [said] = await bench.outbox();
  expect(said?.type).toBe('complaint.received');
  return { data: said?.envelope.data ?? {}, message: StoredMessage.parse(await bench.message(row?.id ?? '')) };
}

describe('a complaint that staff pass on by mail (PG-15, PG-16)', () => {
  it('is a complaint by telephone of the person who called, from the instant of the call on', async () => {
    await send({
      from: `李娜 <${staff}>`,
      subject: '业主来电',
      text: '渠道：电话\r\n投诉人：王女士\r\n电话：13800001111\r\n时间：2026年11月21日 8点57分\r\n内容：三号楼电梯又停了。',
    });
    const { data, message } = await told();
    expect(data).toMatchObject({ channel: 'staff', origin: 'phone', automatic: false });
    expect(message).toMatchObject({
      channel: 'staff',
      from: { address: '+8613800001111', name: '王女士' },
      text: { own: '三号楼电梯又停了。' },
      passedOn: { by: { address: staff }, role: 'staff', source: '电话' },
    });
    const { rows } = await database.query(`select channel, origin from intake.delivery`);
    expect(rows).toEqual([{ channel: 'staff', origin: 'phone' }]);
  });

  it('counts from when staff were told, so that five minutes lost at a desk are seen', async () => {
    const before = new Date(machineNow().getTime() - 20 * 60_000);
    const clock = new Intl.DateTimeFormat('zh-CN', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    await send({ from: staff, text: `渠道：当面\r\n时间：${clock.format(before)}\r\n内容：漏水。` });
    const { data } = await told();
    expect(data).toMatchObject({ channel: 'staff', origin: 'in-person' });
    expect(Date.parse(String(data['receivedAt']))).toBe(Math.floor(before.getTime() / 60_000) * 60_000);
  });

  it('may be a mail that staff forward', async () => {
    await send({
      from: staff,
      subject: '转发: 电梯',
      text: [
        '请登记。',
        '',
        '---------- 转发邮件信息 ----------',
        '发件人: "王女士" <wang@example.org>',
        '发送日期: 2026年11月21日 8:30',
        '收件人: li@jiangnanli.example.com',
        '主题: 电梯',
        '',
        '电梯停了三天。',
      ].join('\r\n'),
    });
    const { message } = await told();
    expect(message.from).toEqual({ address: 'wang@example.org', name: '王女士' });
    expect(message.text.own).toContain('电梯停了三天。');
  });

  it('by somebody who only claims the address is a mail of theirs like any other', async () => {
    await send({
      from: 'nobody@example.org',
      text: '渠道：电话\r\n投诉人：王女士\r\n电话：13800001111\r\n内容：漏水。',
    });
    const { data, message } = await told();
    expect(data).toMatchObject({ channel: 'mail', origin: 'mailbox' });
    expect(message).toMatchObject({ from: { address: 'nobody@example.org' } });
  });
});

describe('a referral of an authority (SI-12)', () => {
  it('brings its own number and due date', async () => {
    await send(
      {
        from: '12345热线 <orders@12345.example.cn>',
        text: '工单编号：SH20261123001234\r\n办结时限：2026年11月25日18:00\r\n诉求人：王女士\r\n联系电话：13800001111\r\n诉求内容：供暖不足。',
      },
      'orders@example.com',
    );
    const { data, message } = await told();
    expect(data).toMatchObject({ channel: 'mail', origin: 'regulator', referralDueAt: '2026-11-25T10:00:00.000Z' });
    expect(message).toMatchObject({
      from: { address: '+8613800001111' },
      passedOn: {
        role: 'referrer',
        referral: { number: 'SH20261123001234', answerTo: { address: 'orders@12345.example.cn' } },
      },
    });
  });
});
