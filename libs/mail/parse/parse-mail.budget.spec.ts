import { describe, expect, it } from '@jest/globals';
import { parseMail } from './parse-mail.js';
import type { ParsedMail } from './parsed-mail.js';

const head = 'From: zhangsan@example.cn\nDate: Fri, 20 Nov 2026 10:11:12 +0800\nMessage-ID: <1@example.cn>\n';

async function timed(text: string): Promise<{ mail: ParsedMail; ms: number }> {
  const started = performance.now();
  const mail = await parseMail(Buffer.from(text.replace(/\n/gu, '\r\n')));
  return { mail, ms: performance.now() - started };
}

describe('parseMail stays within its budget (issue 3 point 3)', () => {
  const limitMs = 2_000;

  it('70 attachments', async () => {
    const part =
      '--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n' +
      'QUFB'.repeat(2_000) +
      '\n';
    const { mail, ms } = await timed(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n${part.repeat(70)}--b--\n`,
    );
    expect(mail.attachments).toHaveLength(70);
    expect(ms).toBeLessThan(limitMs);
  });

  it('5,000 links', async () => {
    const { mail, ms } = await timed(
      `${head}Content-Type: text/html\n\n<p>漏水</p>${'<a href="https://example.com/x">a</a> '.repeat(5_000)}`,
    );
    expect(mail.warnings).toContain('many-links');
    expect(mail.text).toContain('漏水');
    expect(ms).toBeLessThan(limitMs);
  });

  it('10,000 header lines', async () => {
    const { mail, ms } = await timed(`${'X-Trace: something of no use\n'.repeat(10_000)}Subject: 投诉\n\nx`);
    expect(mail.subject).toBe('投诉');
    expect(ms).toBeLessThan(limitMs);
  });

  it('10,000 references', async () => {
    const { ms } = await timed(`References: ${'<a@example.com> '.repeat(10_000)}\n\nx`);
    expect(ms).toBeLessThan(limitMs);
  });

  it('multiparts 500 deep', async () => {
    let text = '';
    for (let i = 0; i < 500; i++) {
      text += `Content-Type: multipart/mixed; boundary=b${String(i)}\n\n--b${String(i)}\n`;
    }
    const { mail, ms } = await timed(`${head}${text}\n漏水\n`);
    expect(mail.warnings).toContain('too-deep');
    expect(mail.attachments.length + mail.text.length).toBeGreaterThan(0);
    expect(ms).toBeLessThan(limitMs);
  });

  it('mails inside mails 100 deep', async () => {
    const { ms } = await timed(`${'Content-Type: message/rfc822\n\n'.repeat(100)}Subject: x\n\ny`);
    expect(ms).toBeLessThan(limitMs);
  });

  it('HTML nested 100,000 deep', async () => {
    const { mail, ms } = await timed(
      `${head}Content-Type: text/html\n\n${'<div>'.repeat(100_000)}漏水${'</div>'.repeat(100_000)}`,
    );
    expect(mail.text).toBe('漏水');
    expect(ms).toBeLessThan(limitMs);
  });

  it('100,000 parts', async () => {
    const { mail, ms } = await timed(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(100_000)}--b--\n`,
    );
    expect(ms).toBeLessThan(limitMs);
    expect(mail.text).not.toBe('');
  });
});
