import { describe, expect, it } from '@jest/globals';
import { identifyMail } from './mail-digest.js';

const mail = [
  'From: =?UTF-8?B?546L?= <wang@example.com>',
  'To: complaints@example.org',
  'Subject: leak',
  'Date: Sat, 21 Nov 2026 09:00:00 +0800',
  'Message-ID: <a1@example.com>',
  '',
  '水管又漏了。',
  '',
].join('\r\n');

const digest = (text: string): string => identifyMail(Buffer.from(text)).digest.toString('hex');

describe('identity of a mail by its content', () => {
  it('does not change with what servers on the way add', () => {
    const travelled = `Return-Path: <wang@example.com>\r\nDelivered-To: complaints@example.org\r\nReceived: from a by b; Sat\r\nX-Spam-Score: 3\r\n${mail}`;
    expect(digest(travelled)).toBe(digest(mail));
  });

  it('does not change with line ends, folding, order of fields, or empty lines at the end', () => {
    const folded = mail
      .replace('Subject: leak\r\n', '')
      .replace('Date: Sat, 21 Nov', 'Subject:\r\n leak\r\nDate: Sat,\r\n\t21 Nov');
    expect(digest(mail.replaceAll('\r\n', '\n'))).toBe(digest(mail));
    expect(digest(folded)).toBe(digest(mail));
    expect(digest(`${mail}\r\n\r\n`)).toBe(digest(mail));
  });

  it('changes with the body, the sender, the date, and so keeps another mail with the same Message-ID apart', () => {
    const others = [mail.replace('又', '再'), mail.replace('wang@', 'li@'), mail.replace('09:00', '09:01')];
    expect(new Set([mail, ...others].map(digest)).size).toBe(4);
    expect(identifyMail(Buffer.from(others[0] ?? '')).messageId).toBe('a1@example.com');
  });

  it('tells a header line from the same text in the body', () => {
    expect(digest('Subject: a\n\nb')).not.toBe(digest('\nSubject: a\n\nb'));
  });

  it('takes anything: nothing at all, no header, no Message-ID', () => {
    expect(identifyMail(Buffer.alloc(0)).messageId).toBeNull();
    expect(identifyMail(Buffer.from('just text')).messageId).toBeNull();
    expect(digest('\n\njust text')).not.toBe(digest('\n\nother text'));
  });

  it('reads a Message-ID without its brackets', () => {
    expect(identifyMail(Buffer.from('Message-ID: plain-id\n\nx')).messageId).toBe('plain-id');
  });
});
