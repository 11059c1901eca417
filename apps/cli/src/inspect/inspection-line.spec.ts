import { describe, expect, it } from '@jest/globals';
import { examineMail } from '#libs/mail/examine/examine-mail.js';
import { inspectionLine } from './inspection-line.js';

describe('the line that bin/redress inspect prints (issue 3)', () => {
  it('has exactly the fields of its interface, whatever the input', async () => {
    for (const raw of ['', 'From: a@example.com\n\nx', '\u0000\u0000']) {
      const line = inspectionLine('x.eml', await examineMail(Buffer.from(raw)));
      expect(Object.keys(line)).toEqual([
        'file',
        'kind',
        'signals',
        'from',
        'to',
        'subject',
        'date',
        'messageId',
        'inReplyTo',
        'references',
        'lang',
        'text',
        'attachments',
        'bounce',
        'warnings',
      ]);
      expect(Object.keys(line.text)).toEqual(['full', 'new', 'quoted', 'signature']);
    }
  });

  it('tells a bounce with recipient, status, action, class and reason', async () => {
    const raw =
      'From: MAILER-DAEMON@example.com\nTo: complaints@example.com\nSubject: failure notice\n\n<lisi@example.cn>:\nRemote host said: 550 5.1.1 User unknown\n';
    const line = inspectionLine('x.eml', await examineMail(Buffer.from(raw)));
    expect(line.kind).toBe('bounce');
    expect(line.bounce).toEqual([
      {
        recipient: 'lisi@example.cn',
        status: '5.1.1',
        action: 'failed',
        class: 'hard',
        reason: 'userunknown',
        rule: 'user-unknown',
      },
    ]);
  });
});
