import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { senderRules } from '../machine-mail/sender-rules.js';
import { SenderKind } from '../machine-mail/sender-kind.schema.js';
import { examineMail } from './examine-mail.js';

const pieces = [
  'From: a@example.com',
  'From: MAILER-DAEMON@example.com',
  'Subject: =?gb2312?B?zbbL3w==?=',
  'Subject: Undelivered Mail',
  'Auto-Submitted: auto-replied',
  'Return-Path: <>',
  'Content-Type: text/html; charset=gbk',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  'Content-Transfer-Encoding: base64',
  '',
  '',
  '--b',
  '--b--',
  'Content-Type: message/delivery-status',
  'Final-Recipient: rfc822; x@example.org',
  'Action: failed',
  'Status: 5.1.1',
  '> quoted',
  '-----原始邮件-----',
  '发件人: 张三',
  '发送时间: 2026年11月20日',
  '主题: x',
  'On Fri, Nov 20, 2026 at 10:11 AM A <a@example.com> wrote:',
  '-- ',
  '发自我的iPhone',
  '<div class="gmail_quote"><blockquote>',
  '投诉电梯困人',
  '550 5.1.1 <x@example.org>: User unknown',
  '<x@example.org>:',
];

describe('examineMail', () => {
  it('names a kind and loses no line, whatever a mail is put together from', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces), { maxLength: 40 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (lines, end) => {
          const { sender, reply, bounces } = await examineMail(Buffer.from(lines.join(end)));
          expect(SenderKind.options).toContain(sender.kind);
          expect(reply.segments.reduce((sum, { from, to }) => sum + to - from, 0)).toBeGreaterThan(0);
          expect(sender.kind === 'bounce' || sender.kind === 'report' || bounces.length === 0).toBe(true);
        },
      ),
      { numRuns: 500, interruptAfterTimeLimit: 10_000 },
    );
  });

  it('gives the signals that decided', async () => {
    const { sender } = await examineMail(Buffer.from('From: a@example.com\nAuto-Submitted: auto-replied\n\nx'));
    expect(sender.signals[0]).toEqual({
      rule: 'Auto-Submitted auto-replied',
      kind: 'auto-reply',
      weight: 90,
      evidence: 'auto-replied',
    });
  });

  it('has a name and a weight for every rule', () => {
    for (const { rule, weight } of senderRules) {
      expect(rule).not.toBe('');
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(100);
    }
  });
});
