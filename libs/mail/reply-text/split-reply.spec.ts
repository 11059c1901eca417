import { describe, expect, it } from '@jest/globals';
import { splitReply } from './split-reply.js';

const answer = '接单\n我下午三点去现场查看。';
const quoted = '王先生投诉 3 栋 2 单元电梯困人。\n请在 24 小时内答复。';

/** What mail programs put under an answer, written as each of them does. */
const clients: readonly (readonly [string, string])[] = [
  [
    'QQ邮箱',
    `\n\n\n------------------ 原始邮件 ------------------\n发件人: "投诉受理" <complaints@example.com>;\n发送时间: 2026年11月20日(星期五) 上午10:11\n收件人: "张三" <zhangsan@example.cn>;\n主题: 投诉派单 202611-WY-001\n\n${quoted}`,
  ],
  [
    'QQ邮箱手机版',
    `\n\n\n---原始邮件---\n发件人: "投诉受理"<complaints@example.com>\n发送时间: 2026年11月20日(周五) 上午10:11\n收件人: "张三"<zhangsan@example.cn>;\n主题: 投诉派单\n\n${quoted}`,
  ],
  [
    'QQ邮箱英文界面',
    `\n\n\n------------------ Original ------------------\nFrom:  "complaints";<complaints@example.com>;\nDate:  Fri, Nov 20, 2026 10:11 AM\nTo:  "zhangsan"<zhangsan@example.cn>; \nSubject:  case\n\n${quoted}`,
  ],
  ['网易163网页版', `\n\n\n\n\n\n\n在 2026-11-20 10:11:12，"投诉受理" <complaints@example.com> 写道：\n\n${quoted}`],
  ['网易163旧版', `\n\nAt 2026-11-20 10:11:12, "投诉受理" <complaints@example.com> wrote:\n\n${quoted}`],
  [
    '网易邮箱大师',
    `\n\n\n| |\n张三\n|\n|\nzhangsan@example.cn\n|\n\n\n---- 回复的原邮件 ----\n| 发件人 | 投诉受理<complaints@example.com> |\n| 日期 | 2026年11月20日 10:11 |\n| 收件人 | <zhangsan@example.cn> |\n| 主题 | 投诉派单 |\n${quoted}`,
  ],
  [
    'Outlook 中文',
    `\n\n________________________________\n发件人: 投诉受理 <complaints@example.com>\n发送时间: 2026年11月20日 10:11\n收件人: 张三 <zhangsan@example.cn>\n主题: 投诉派单\n\n${quoted}`,
  ],
  [
    'Outlook 中文无分隔线',
    `\n\n发件人: 投诉受理 [mailto:complaints@example.com]\n发送时间: 2026年11月20日 10:11\n收件人: 张三\n抄送: 李四; 王五\n主题: 投诉派单\n\n${quoted}`,
  ],
  [
    'Outlook 繁體',
    `\n\n寄件者: 客訴中心 <complaints@example.com>\n寄件日期: 2026年11月20日 上午 10:11\n收件者: 張三 <zhangsan@example.org>\n主旨: 客訴派單\n\n${quoted}`,
  ],
  [
    'Foxmail',
    `\n\n\n\nzhangsan@example.cn\n \n发件人： 投诉受理\n发送时间： 2026-11-20 10:11\n收件人： zhangsan\n主题： 投诉派单\n${quoted}`,
  ],
  [
    '飞书邮箱',
    `\n\n发件人：投诉受理 <complaints@example.com>\n日期：2026年11月20日 (周五) 10:11\n主题：投诉派单\n收件人：张三 <zhangsan@example.cn>\n\n${quoted}`,
  ],
  [
    '企业微信',
    `\n\n\n\n------------------ Original ------------------\nFrom: "投诉受理"<complaints@example.com>;\nDate: Fri, Nov 20, 2026 10:11 AM\nTo: "张三"<zhangsan@example.cn>;\nSubject: 投诉派单\n\n${quoted}`,
  ],
  [
    '阿里邮箱',
    `\n\n------------------------------------------------------------------\n发件人：投诉受理 <complaints@example.com>\n发送时间：2026年11月20日(星期五) 10:11\n收件人：张三 <zhangsan@example.cn>\n主　题：投诉派单\n\n${quoted}`,
  ],
  [
    'iPhone 中文',
    `\n\n发自我的iPhone\n\n> 在 2026年11月20日，10:11，投诉受理 <complaints@example.com> 写道：\n> \n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    'iPhone 中文新版',
    `\n\n从我的iPhone发送\n\n在 2026年11月20日，上午10:11，投诉受理 <complaints@example.com> 写道：\n\n﻿${quoted}`,
  ],
  [
    'Gmail 中文',
    `\n\n投诉受理 <complaints@example.com> 于2026年11月20日周五 10:11写道：\n\n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    'Gmail 繁體',
    `\n\n客訴中心 <complaints@example.com> 於 2026年11月20日 週五 上午10:11寫道：\n\n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    '华为手机',
    `\n\n发自我的华为手机\n\n-------- 原始邮件 --------\n发件人： 投诉受理 <complaints@example.com>\n日期： 2026年11月20日周五 10:11\n收件人： zhangsan@example.cn\n主 题： 投诉派单\n${quoted}`,
  ],
  ['小米手机', `\n\n发自我的小米手机\n\n${quoted}`],
  [
    'Windows 邮件',
    `\n\n从 Windows 版邮件发送\n\n发件人: 投诉受理\n发送时间: 2026年11月20日 10:11\n收件人: 张三\n主题: 投诉派单\n\n${quoted}`,
  ],
  [
    'Outlook 手机',
    `\n\n获取 Outlook for iOS\n________________________________\n发件人: 投诉受理 <complaints@example.com>\n发送时间: 星期五, 十一月 20, 2026 10:11 上午\n收件人: 张三\n主题: 投诉派单\n\n${quoted}`,
  ],
  [
    'Gmail 日本語',
    `\n\n2026年11月20日(金) 10:11 苦情窓口 <complaints@example.com>:\n\n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    'Outlook 日本語',
    `\n\n差出人: 苦情窓口 <complaints@example.com>\n送信日時: 2026年11月20日 10:11\n宛先: 張三\n件名: 苦情\n\n${quoted}`,
  ],
  [
    'Gmail 한국어',
    `\n\n2026년 11월 20일 (금) 오전 10:11, 민원 <complaints@example.com>님이 작성:\n\n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    'Outlook 한국어',
    `\n\n보낸 사람: 민원 <complaints@example.com>\n보낸 날짜: 2026년 11월 20일 금요일 오전 10:11\n받는 사람: 장삼\n제목: 민원\n\n${quoted}`,
  ],
  [
    'Gmail English',
    `\n\nOn Fri, Nov 20, 2026 at 10:11 AM Complaints <complaints@example.com>\nwrote:\n\n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    'Outlook English',
    `\n\nFrom: Complaints <complaints@example.com>\nSent: Friday, November 20, 2026 10:11 AM\nTo: Zhang San\nSubject: case\n\n${quoted}`,
  ],
  ['Apple Mail Deutsch', `\n\nAm 20.11.2026 um 10:11 schrieb Beschwerden <complaints@example.com>:\n\n${quoted}`],
  [
    'Outlook Deutsch',
    `\n\nVon: Beschwerden <complaints@example.com>\nGesendet: Freitag, 20. November 2026 10:11\nAn: Zhang\nBetreff: Fall\n\n${quoted}`,
  ],
  [
    'Gmail Français',
    `\n\nLe ven. 20 nov. 2026 à 10:11, Réclamations <complaints@example.com> a écrit :\n\n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    'Outlook Français',
    `\n\nDe : Réclamations <complaints@example.com>\nEnvoyé : vendredi 20 novembre 2026 10:11\nÀ : Zhang\nObjet : cas\n\n${quoted}`,
  ],
  [
    'Gmail Español',
    `\n\nEl vie, 20 nov 2026 a las 10:11, Quejas (<complaints@example.com>) escribió:\n\n> ${quoted.replace(/\n/gu, '\n> ')}`,
  ],
  [
    'Outlook Español',
    `\n\nDe: Quejas <complaints@example.com>\nEnviado el: viernes, 20 de noviembre de 2026 10:11\nPara: Zhang\nAsunto: caso\n\n${quoted}`,
  ],
  [
    'Yahoo English',
    `\n\n    On Friday, November 20, 2026 at 10:11:12 AM GMT+8, Complaints <complaints@example.com> wrote:\n\n ${quoted}`,
  ],
  [
    'forwarded title',
    `\n\n---------- Forwarded message ---------\nFrom: Complaints <complaints@example.com>\nDate: Fri, Nov 20, 2026 at 10:11 AM\nSubject: case\nTo: <zhangsan@example.cn>\n\n${quoted}`,
  ],
  ['请在此行上方回复', `\n\n##- 请在此行上方回复 -##\n\n${quoted}`],
];

describe('splitReply tells new text from what the mail program quotes', () => {
  it.each(clients)('%s', (_client, below) => {
    const reply = splitReply(answer + below);
    expect(
      reply.own.replace(/\n[\s|]*张三[\s|]*zhangsan@example\.cn[\s|]*$/u, '').replace(/\s*zhangsan@example\.cn$/u, ''),
    ).toBe(answer);
    expect(reply.quoted + reply.signature).toContain('请在 24 小时内答复。');
    expect(reply.interleaved).toBe(false);
  });

  it('throws nothing away: every line of the full text is in exactly one segment', () => {
    for (const [, below] of clients) {
      const reply = splitReply(answer + below);
      const lines = reply.full.split('\n').length;
      const covered = reply.segments.reduce((sum, segment) => sum + segment.to - segment.from, 0);
      expect(covered).toBe(lines);
    }
  });
});

describe('splitReply leaves alone what only looks like a quotation', () => {
  it.each([
    [
      'a sentence that begins with a date',
      '在 2026-11-20 10:11 我给你们打过电话，客服说会回复我。\n至今没有任何消息。',
    ],
    ['an account of what was said', '11月18日物业经理对我说：三天内修好。\n结果到今天还没有人来。'],
    ['labels of a form', '投诉人：张三\n电话：13800001111\n时间：2026年11月18日\n地点：3栋2单元\n事由：漏水'],
    ['prose with From', 'The parcel came From: nowhere, and I wrote: nothing.\nPlease refund.'],
    ['a rule between paragraphs', '问题一：漏水\n------------------\n问题二：电梯坏了两次，请尽快修理。'],
    ['a phone in a sentence', '我是发自我的内心地感谢你们的手机客服。\n但是退款还没到。'],
    ['comparison signs', '温度 > 30 度的时候空调就停机。\n噪音 < 20 分贝才合格。'],
  ])('%s', (_what, text) => {
    const reply = splitReply(text);
    expect(reply.own).toBe(text);
    expect(reply.quoted).toBe('');
  });
});

describe('splitReply shows the full text where parts cannot stand alone (issue 3 point 4)', () => {
  it('interleaved answers keep the lines they answer; commands see the own lines only', () => {
    const text =
      '在 2026-11-20 10:11，投诉受理 <complaints@example.com> 写道：\n> 1. 什么时候发生的？\n\n上周五晚上。\n\n> 2. 有照片吗？\n\n有，见附件。';
    const reply = splitReply(text);
    expect(reply.interleaved).toBe(true);
    expect(reply.new).toContain('> 2. 有照片吗？');
    expect(reply.own).toBe('上周五晚上。\n\n有，见附件。');
  });

  it('nothing new: the full text is shown and there is nothing for commands', () => {
    const text =
      '-----原始邮件-----\n发件人: 李四 <lisi@example.cn>\n发送时间: 2026年11月20日 10:11\n收件人: 张三\n主题: 投诉\n\n电梯困人，无人处理。';
    const reply = splitReply(text);
    expect(reply.new).toBe(text);
    expect(reply.own).toBe('');
  });

  it('an answer under the quotation is the new text', () => {
    const reply = splitReply(
      '在 2026-11-20 10:11，投诉受理 <complaints@example.com> 写道：\n> 请问满意吗？\n\n满意，谢谢。',
    );
    expect(reply.new).toBe('满意，谢谢。');
    expect(reply.interleaved).toBe(false);
  });

  it('a line that a server has broken out of a quotation stays quoted', () => {
    const reply = splitReply(
      '好的。\n\n在 2026-11-20 10:11，投诉受理 <complaints@example.com> 写道：\n> This is a very long line of the quoted mail which the server has broken in two\npieces\n> and so on',
    );
    expect(reply.own).toBe('好的。');
  });
});

describe('splitReply sets signatures apart', () => {
  it.each([
    ['-- ', '请尽快处理。\n\n-- \n张三\n13800001111', '请尽快处理。'],
    ['device line', '请尽快处理。\n\n发自我的iPhone', '请尽快处理。'],
    ['mail program line', '请尽快处理。\n\n发自网易邮箱大师', '请尽快处理。'],
    [
      'card under a rule',
      '请尽快处理。\n\n------------------\n张三\n某某物业有限公司\n电话：010-55550000',
      '请尽快处理。',
    ],
    [
      'confidentiality notice',
      '请尽快处理。\n\n本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人。',
      '请尽快处理。',
    ],
    ['English device line', 'Please help.\n\nSent from my iPhone', 'Please help.'],
    ['a name after a dash', '请尽快处理。\n\n——张三', '请尽快处理。'],
  ])('%s', (_what, text, own) => {
    const reply = splitReply(text);
    expect(reply.own).toBe(own);
    expect(reply.signature).not.toBe('');
  });

  it('keeps a name that closes a letter, since it tells who complains', () => {
    expect(splitReply('请尽快处理。\n\n此致\n敬礼\n张三').own).toContain('张三');
  });
});
