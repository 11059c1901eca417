import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse/parse-mail.js';
import { headerOf } from '../parse/parsed-mail.js';
import { composeMail, type MailDraft } from './compose-mail.js';

const draft: MailDraft = {
  from: { address: 'complaints@example.com', name: '投诉受理' },
  to: [{ address: 'zhangsan@example.cn', name: '张三' }],
  replyTo: { address: 'complaints+abc@example.com', name: '' },
  subject: '您的投诉已受理 202611-WY-001',
  text: '张先生，您好：\n您的投诉已受理。',
  html: '<p>张先生，您好：</p>',
  messageId: 'abc@example.com',
  date: new Date('2026-11-20T02:11:12Z'),
  inReplyTo: 'their@example.cn',
  references: ['first@example.cn'],
  automatic: 'auto-replied',
};

describe('composeMail', () => {
  it('gives the same bytes for the same notice', async () => {
    const [one, other] = [await composeMail(draft), await composeMail(draft)];
    expect(one.raw.equals(other.raw)).toBe(true);
  });

  it('carries the headers that keep machines from answering (RFC 3834)', async () => {
    const mail = await parseMail((await composeMail(draft)).raw);
    expect(headerOf(mail, 'auto-submitted')).toBe('auto-replied');
    expect(headerOf(mail, 'x-auto-response-suppress')).toBe('All');
  });

  it('is read back as it was written', async () => {
    const mail = await parseMail((await composeMail(draft)).raw);
    expect(mail).toMatchObject({
      subject: draft.subject,
      messageId: 'abc@example.com',
      inReplyTo: 'their@example.cn',
      references: ['first@example.cn', 'their@example.cn'],
      date: '2026-11-20T02:11:12.000Z',
    });
    expect(mail.from).toEqual({ address: 'complaints@example.com', name: '投诉受理' });
    expect(mail.replyTo.map(({ address }) => address)).toEqual(['complaints+abc@example.com']);
    expect(mail.text.trim()).toBe(draft.text);
  });

  it('lets nothing in a name or subject start a header of its own', async () => {
    const { raw } = await composeMail({
      ...draft,
      subject: 'x\r\nBcc: evil@example.org',
      from: { address: 'complaints@example.com', name: 'x\nBcc: evil@example.org' },
    });
    const mail = await parseMail(raw);
    expect(headerOf(mail, 'bcc')).toBeNull();
  });

  it('takes the null path where it is told to (RFC 3834 4)', async () => {
    expect((await composeMail({ ...draft, envelopeFrom: '' })).envelope).toEqual({
      from: '',
      to: ['zhangsan@example.cn'],
    });
  });
});
