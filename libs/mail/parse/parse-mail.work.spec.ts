import { describe, expect, it } from '@jest/globals';
import { workMeter } from '#libs/testing/work-meter.js';
import { parseMail } from './parse-mail.js';
import type { ParsedMail } from './parsed-mail.js';

const meter = workMeter();
const head = 'From: zhangsan@example.cn\nDate: Fri, 20 Nov 2026 10:11:12 +0800\nMessage-ID: <1@example.cn>\n';
/** No helper is left out for want of time: what is counted is what each would do. */
const noLimits = { budgetMs: 3_600_000, limitMs: 3_600_000 };

interface LargeMail {
  readonly what: string;
  readonly times: number;
  readonly mail: (times: number) => string;
  readonly expected: (mail: ParsedMail) => void;
}

const file = `--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${'QUFB'.repeat(2_000)}\n`;

const largeMails: readonly LargeMail[] = [
  {
    what: 'attachments',
    times: 70,
    mail: (times) => `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n${file.repeat(times)}--b--\n`,
    expected: ({ attachments }) => {
      expect(attachments).toHaveLength(70);
    },
  },
  {
    what: 'links',
    times: 5_000,
    mail: (times) =>
      `${head}Content-Type: text/html\n\n<p>漏水</p>${'<a href="https://example.com/x">a</a> '.repeat(times)}`,
    expected: ({ warnings, text }) => {
      expect(warnings).toContain('many-links');
      expect(text).toContain('漏水');
    },
  },
  {
    what: 'header lines',
    times: 10_000,
    mail: (times) => `${'X-Trace: something of no use\n'.repeat(times)}Subject: 投诉\n\nx`,
    expected: ({ subject }) => {
      expect(subject).toBe('投诉');
    },
  },
  {
    what: 'references',
    times: 10_000,
    mail: (times) => `References: ${'<a@example.com> '.repeat(times)}\n\nx`,
    expected: ({ references }) => {
      expect(references).toEqual(['a@example.com']);
    },
  },
  {
    what: 'multiparts in each other',
    times: 500,
    mail: (times) => {
      const multipart = (at: number): string =>
        `Content-Type: multipart/mixed; boundary=b${String(at)}\n\n--b${String(at)}\n`;
      return `${head}${Array.from({ length: times }, (_, at) => multipart(at)).join('')}\n漏水\n`;
    },
    expected: ({ warnings, attachments, text }) => {
      expect(warnings).toContain('too-deep');
      expect(attachments.length + text.length).toBeGreaterThan(0);
    },
  },
  {
    what: 'mails inside mails',
    times: 100,
    mail: (times) => `${'Content-Type: message/rfc822\n\n'.repeat(times)}Subject: x\n\ny`,
    expected: (mail) => {
      const depth = ({ nested: [inner] }: ParsedMail): number => (inner === undefined ? 0 : 1 + depth(inner));
      expect(depth(mail)).toBe(6);
    },
  },
  {
    what: 'levels of HTML',
    times: 100_000,
    mail: (times) => `${head}Content-Type: text/html\n\n${'<div>'.repeat(times)}漏水${'</div>'.repeat(times)}`,
    expected: ({ text }) => {
      expect(text).toBe('漏水');
    },
  },
  {
    what: 'parts',
    times: 100_000,
    mail: (times) => `${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(times)}--b--\n`,
    expected: ({ text }) => {
      expect(text).not.toBe('');
    },
  },
];

describe('parseMail (issue 3 point 3)', () => {
  const parse = ({ mail }: LargeMail, times: number): Promise<ParsedMail> =>
    parseMail(Buffer.from(mail(times).replace(/\n/gu, '\r\n')), noLimits);

  it.each(largeMails)('reads $times $what', async (large) => {
    large.expected(await parse(large, large.times));
  });

  it.each(largeMails)('takes work in proportion to the number of $what', async (large) => {
    const size = Math.min(large.times / 2, 4_000);
    expect(await meter.ofTwice(size, (times) => parse(large, times))).toBeLessThan(2.5);
  });
});
