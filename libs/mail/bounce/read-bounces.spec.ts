import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse/parse-mail.js';
import type { BounceReport } from './bounce-report.js';
import { classifyBounce } from './classify-bounce.js';
import { readBounces } from './read-bounces.js';

async function bounces(text: string): Promise<BounceReport[]> {
  return readBounces(await parseMail(Buffer.from(text.replace(/\n/gu, '\r\n'))));
}

function classify(
  diagnostic: string,
  status = '',
  action = 'failed',
  stage: 'connect' | 'mail' | 'recipient' | 'data' | null = null,
): BounceReport {
  return classifyBounce({ recipient: 'x@example.org', diagnostic, status, action, stage });
}

describe('classifyBounce: the words of servers, each verdict with its rule', () => {
  it.each([
    ['550 5.1.1 <x@example.org>... User unknown', 'userunknown', 'hard'],
    ['550 No such user here', 'userunknown', 'hard'],
    ['550 Mailbox not found. http://service.mail.qq.com/', 'userunknown', 'hard'],
    ['550 收件人不存在', 'userunknown', 'hard'],
    ['550 该邮箱地址不存在或已失效', 'userunknown', 'hard'],
    [
      'Host or domain name not found. Name service error for name=example.org type=MX: Host not found',
      'hostunknown',
      'hard',
    ],
    ['域名不存在', 'hostunknown', 'hard'],
    ['556 5.1.10 Recipient address has null MX', 'notaccept', 'hard'],
    ['552 5.2.2 Mailbox full', 'mailboxfull', 'soft'],
    ['对方邮箱已满', 'mailboxfull', 'soft'],
    ['550 User suspended', 'suspend', 'soft'],
    ['该帐号已被停用', 'suspend', 'soft'],
    ['552 5.3.4 Message size exceeds fixed limit', 'mesgtoobig', 'soft'],
    ['邮件大小超过限制', 'mesgtoobig', 'soft'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'blocked', 'soft'],
    ['550 IP frequency limited', 'toomanyconn', 'soft'],
    ['发送频率过高，请稍后再试', 'toomanyconn', 'soft'],
    ['550 5.7.26 This mail is unauthenticated', 'authfailure', 'soft'],
    ['550 SPF check failed', 'authfailure', 'soft'],
    ['554 Reject by behaviour spam', 'spamdetected', 'soft'],
    ['疑似垃圾邮件，被对方系统拦截', 'spamdetected', 'soft'],
    ['554 5.7.1 Relay access denied', 'norelaying', 'soft'],
    ['450 4.7.1 Client host rejected: cannot find your reverse hostname', 'requireptr', 'soft'],
    ['connect to mx.example.org[192.0.2.1]:25: Connection refused', 'networkerror', 'soft'],
    ['无法连接到对方服务器', 'networkerror', 'soft'],
    ['delivery temporarily suspended: connection timed out', 'expired', 'soft'],
    ['550 sender address rejected: not allowed', 'rejected', 'soft'],
    ['550 被对方拒收', 'filtered', 'soft'],
  ])('%s', (words, reason, severity) => {
    const report = classify(words);
    expect([report.reason, report.class]).toEqual([reason, severity]);
    expect(report.rule).not.toBe('');
  });

  it('an address that is named like a reason is no reason', () => {
    expect(classify('550 5.1.1 <mailboxfull@example.org>: Recipient address rejected: User unknown').reason).toBe(
      'userunknown',
    );
  });

  it('a status whose meaning is exact counts before words', () => {
    expect(classify('user unknown or mailbox full', '5.2.2')).toMatchObject({
      reason: 'mailboxfull',
      rule: 'status 5.2.2',
    });
  });

  it('a status tells the reason where words tell none', () => {
    expect(classify('550 x', '5.4.4')).toMatchObject({ reason: 'hostunknown', status: '5.4.4' });
  });

  it('a temporary failure is never hard', () => {
    expect(classify('450 4.2.0 try again', '4.2.0').class).toBe('soft');
  });

  it('a delay is no failure yet, whatever the words', () => {
    expect(classify('connect to mx: Connection refused', '4.4.1', 'delayed')).toMatchObject({
      action: 'delayed',
      class: 'soft',
    });
  });

  it('the stage counts: no user after the mail was taken is a filter, no domain at MAIL FROM is the sender', () => {
    expect(classify('550 Unknown user', '', 'failed', 'data').reason).toBe('filtered');
    expect(classify('550 no such domain', '', 'failed', 'mail').reason).toBe('rejected');
  });
});

describe('readBounces finds whom a notice is about', () => {
  it('RFC 3464: one report a recipient', async () => {
    const found = await bounces(
      'From: MAILER-DAEMON@example.com\nTo: complaints@example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.com\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\nFinal-Recipient: rfc822; b@example.org\nAction: delayed\nStatus: 4.4.1\n--b--\n',
    );
    expect(
      found.map(({ recipient, status, action, class: severity, reason }) => ({
        recipient,
        status,
        action,
        severity,
        reason,
      })),
    ).toEqual([
      { recipient: 'a@example.org', status: '5.1.1', action: 'failed', severity: 'hard', reason: 'userunknown' },
      { recipient: 'b@example.org', status: '4.4.1', action: 'delayed', severity: 'soft', reason: 'expired' },
    ]);
  });

  it.each([
    [
      'QQ 退信',
      '您发送给 lisi@example.cn 的邮件被退回。\n退信原因：收件人邮件地址不存在，邮件无法送达。\nhost mx.example.cn said: 550 Mailbox not found',
    ],
    [
      '163 退信',
      '抱歉，您的邮件被退回来了……\n\n收件人：lisi@example.cn\n退信原因：550 User not found: lisi@example.cn\n\n原邮件信息：\n主  题：投诉派单\n时  间：2026-11-20 10:11:12',
    ],
    ['阿里邮箱', '您的邮件无法送达以下收件人：\nlisi@example.cn\n错误信息：550 RCPT TO invalid user, 用户不存在'],
    [
      'qmail',
      "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n<lisi@example.cn>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <complaints@example.com>\nReceived: from x\nMessage-ID: <1@example.com>\nTo: lisi@example.cn\nSubject: x",
    ],
    [
      'only the returned mail names it',
      'Your message could not be delivered: user unknown.\n\n----- Original message -----\nFrom: complaints@example.com\nTo: lisi@example.cn\nSubject: x\nMessage-ID: <1@example.com>\nDate: Fri, 20 Nov 2026 10:11:12 +0800\n\nx',
    ],
  ])('%s', async (_what, body) => {
    const found = await bounces(
      `From: postmaster@example.com\nTo: complaints@example.com\nSubject: 系统退信\nContent-Type: text/plain; charset=utf-8\n\n${body}`,
    );
    expect(found.map(({ recipient, class: severity }) => [recipient, severity])).toEqual([['lisi@example.cn', 'hard']]);
  });

  it('several recipients, each with its own words', async () => {
    const found = await bounces(
      'From: MAILER-DAEMON@example.com\nTo: complaints@example.com\nSubject: failure notice\n\nThis is the qmail-send program.\n\n<a@example.org>:\nRemote host said: 550 5.1.1 User unknown\n\n<b@example.org>:\nRemote host said: 552 5.2.2 mailbox full\n',
    );
    expect(found.map(({ recipient, reason }) => [recipient, reason])).toEqual([
      ['a@example.org', 'userunknown'],
      ['b@example.org', 'mailboxfull'],
    ]);
  });
});
