import { describe, expect, it } from '@jest/globals';
import { readPassedOn, type PassedOnFacts } from './read-passed-on.js';

const receivedAt = new Date('2026-11-23T01:12:00Z');
const facts = (text: string, changes: Partial<PassedOnFacts> = {}): PassedOnFacts => ({
  text,
  subject: '业主来电投诉',
  forwarded: null,
  role: 'staff',
  by: { address: 'li.na@jiangnanli.example.com', name: '李娜' },
  receivedAt,
  timeZone: 'Asia/Shanghai',
  ...changes,
});

describe('what staff pass on by mail (PG-15, PG-16, SI-12)', () => {
  it('has the complainant as party, the channel and the instant at which staff were told', () => {
    const text =
      '渠道: 电话\n投诉人：王女士\n电话：138 0000 1111\n时间：今天上午9点05分\n内容：三号楼电梯又停了。\n老人下不了楼。';
    expect(readPassedOn(facts(text))).toEqual({
      complainant: { address: '+8613800001111', name: '王女士' },
      answerTo: null,
      text: '三号楼电梯又停了。\n老人下不了楼。',
      passedOn: {
        by: { address: 'li.na@jiangnanli.example.com', name: '李娜' },
        role: 'staff',
        source: '电话',
        toldAt: '2026-11-23T01:05:00.000Z',
        referral: null,
      },
    });
  });

  it.each([
    ['渠道：当面\n客户：张先生\n邮箱：Zhang@Example.org', { address: 'zhang@example.org', name: '张先生' }, null],
    [
      'Channel: phone\nName: John\nPhone: +86 138-0000-1111\nEmail: john@example.org',
      { address: '+8613800001111', name: 'John' },
      { address: 'john@example.org', name: 'John' },
    ],
    ['【渠道】：来访\n没有留姓名', null, null],
  ])('in the forms that people use: %j', (text, complainant, answerTo) => {
    expect(readPassedOn(facts(text))).toMatchObject({ complainant, answerTo });
  });

  it('may be a forwarded mail, whose writer is the complainant', () => {
    const forwarded = { from: { address: 'wang@example.org', name: '王女士' }, text: '电梯停了三天。' };
    expect(readPassedOn(facts('请处理', { subject: '转发: 电梯', forwarded }))).toMatchObject({
      complainant: { address: 'wang@example.org', name: '王女士' },
      text: '请处理\n\n电梯停了三天。',
    });
    expect(readPassedOn(facts('渠道: 邮件\n投诉人：李四\n电话：13800002222', { forwarded }))).toMatchObject({
      complainant: { address: '+8613800002222', name: '李四' },
    });
  });

  it.each([
    '王师傅明天去看，请知悉。',
    '接单',
    '时间：明天上午\n地点：三号楼', // an appointment, not a complaint
  ])('is nothing where no line says so: %j', (text) => {
    expect(readPassedOn(facts(text))).toBeNull();
  });

  it.each(['渠道: 电话\n时间: 32月45日', '渠道: 电话\n时间: 明天 10:00', '渠道: 电话\n时间: 2020年1月1日 8:00'])(
    'does not count from an instant that cannot be: %j',
    (text) => {
      expect(readPassedOn(facts(text))?.passedOn.toldAt).toBeNull();
    },
  );
});

describe('a referral (12345, 12315, a bureau)', () => {
  const order = [
    '工单编号：SH20261123001234',
    '办结时限：2026年11月25日18:00',
    '诉求人：王女士',
    '联系电话：13800001111',
    '诉求内容：小区供暖不足，多次反映无果。',
  ].join('\n');

  it('carries its own number and due date, and is answered to the authority', () => {
    const by = { address: 'gongdan@12345.example.cn', name: '12345热线' };
    expect(readPassedOn(facts(order, { role: 'referrer', by }))).toEqual({
      complainant: { address: '+8613800001111', name: '王女士' },
      answerTo: null,
      text: '小区供暖不足，多次反映无果。',
      passedOn: {
        by,
        role: 'referrer',
        source: '',
        toldAt: null,
        referral: {
          authority: '12345热线',
          number: 'SH20261123001234',
          dueAt: '2026-11-25T10:00:00.000Z',
          answerTo: by,
        },
      },
    });
  });

  it('may be passed on by staff', () => {
    const reading = readPassedOn(facts(`渠道：12345\n${order}\n回复邮箱：gongdan@12345.example.cn`));
    expect(reading?.passedOn.referral).toEqual({
      authority: '12345',
      number: 'SH20261123001234',
      dueAt: '2026-11-25T10:00:00.000Z',
      answerTo: { address: 'gongdan@12345.example.cn', name: '12345' },
    });
  });

  it.each([
    ['答复期限：11月25日', '2026-11-25T10:00:00.000Z'],
    ['截止日期：2026-11-30', '2026-11-30T10:00:00.000Z'],
    ['办理时限：2027/1/4 下午3点', '2027-01-04T07:00:00.000Z'],
    ['办结期限：1月5日', '2027-01-05T10:00:00.000Z'],
    ['办结期限：尽快', null],
  ])('reads the due date of %s', (line, dueAt) => {
    const reading = readPassedOn(facts(`工单号：1\n${line}`, { role: 'referrer' }));
    expect(reading?.passedOn.referral?.dueAt).toBe(dueAt);
  });
});
