import { describe, expect, it } from '@jest/globals';
import { examineMail } from './examine-mail.js';

const limitMs = 2_000;
const plain = 'From: w@example.com\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n';
const html = plain.replace('plain', 'html');
const bounce = plain.replace('w@example.com', 'mailer-daemon@example.com').replace('Subject: x', 'Subject: 系统退信');

/** What makes a careless reader go over a text again and again. */
const texts: readonly (readonly [string, string])[] = [
  ['19,000 rules', plain + `${'-'.repeat(20)}\n`.repeat(19_000)],
  ['50,000 rules', plain + `${'-'.repeat(20)}\n`.repeat(50_000)],
  ['a million signs of quotation', plain + '>'.repeat(1_000_000)],
  ['19,000 beginnings of an introduction', plain + '在 2026年11月20日，\n'.repeat(19_000)],
  ['10,000 header blocks', plain + '发件人: a <a@b.cc>\n发送时间: x\n主题: c\n\n'.repeat(10_000)],
  ['19,000 lines of bars', plain + '| |\nx\n'.repeat(9_500)],
  ['100,000 mail addresses', plain + 'a@b.cc '.repeat(100_000)],
  ['a word of a million letters', plain + 'a'.repeat(1_000_000)],
  ['300,000 unclosed tags', html + '<'.repeat(300_000)],
  ['50,000 quotations in each other', html + '<blockquote>'.repeat(50_000)],
  ['a bounce that says the same 40,000 times', bounce + '550 user unknown a@b.cc\n'.repeat(40_000)],
];

describe('one mail, whatever is in it, is examined within two seconds (issue 3 point 3)', () => {
  it.each(texts)('%s', async (_what, text) => {
    const began = performance.now();
    await examineMail(Buffer.from(text));
    expect(performance.now() - began).toBeLessThan(limitMs);
  });
});
