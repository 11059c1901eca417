import { describe, expect, it } from '@jest/globals';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import { replyTo } from './reply-to.js';

const sent = Buffer.from(
  [
    'From: Desk <tousu@example.com>',
    'Reply-To: tousu+token@example.com',
    'To: Li <li@example.cn>',
    'Subject: [202611-T1-001] Complaint',
    'Message-ID: <one@example.com>',
    '',
    'Please take it.',
    '',
  ].join('\r\n'),
);

describe(replyTo.name, () => {
  it('answers as the person who got the mail, to where answers are wanted, with the reference', async () => {
    expect(replyTo(await parseMail(sent), ['接单'])).toMatchObject({
      from: { address: 'li@example.cn' },
      to: 'tousu+token@example.com',
      subject: '回复: [202611-T1-001] Complaint',
      inReplyTo: '<one@example.com>',
    });
  });

  it('puts the answer first and quotes the mail below', async () => {
    const reply = replyTo(await parseMail(sent), ['方案', '责任人: 李强']);
    expect(reply?.text.split('\n').slice(0, 2)).toEqual(['方案', '责任人: 李强']);
    expect(reply?.text).toContain('> Please take it.');
  });

  it('is none when the mail does not say who wrote it', async () => {
    expect(replyTo(await parseMail(Buffer.from('Subject: x\r\n\r\nx\r\n')), ['接单'])).toBeNull();
  });
});
