import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { parseMail } from './parse-mail.js';
import type { ParsedMail } from './parsed-mail.js';

async function parse(text: string | Buffer): Promise<ParsedMail> {
  return parseMail(typeof text === 'string' ? Buffer.from(text.replace(/\n/gu, '\r\n')) : text);
}

const head = 'From: zhangsan@example.cn\nDate: Fri, 20 Nov 2026 10:11:12 +0800\nMessage-ID: <1@example.cn>\n';
const sentence = '我家客厅天花板漏水，请尽快派人处理。';

describe('parseMail reads charsets: declared, detected, then fallbacks', () => {
  it.each([
    [
      'gb2312 read as gb18030',
      'gb2312',
      iconv.encode('投诉：䶮先生的镕基花园漏水', 'gb18030'),
      '投诉：䶮先生的镕基花园漏水',
    ],
    ['gbk', 'gbk', iconv.encode(sentence, 'gbk'), sentence],
    ['big5', 'big5', iconv.encode('客廳天花板漏水，請派人處理。', 'big5'), '客廳天花板漏水，請派人處理。'],
    ['iso-2022-jp', 'iso-2022-jp', Buffer.from('\x1b$B?eO3$l\x1b(B', 'latin1'), '水漏れ'],
    ['iso-2022-jp-ms', 'iso-2022-jp-ms', Buffer.from('\x1b$B?eO3$l\x1b(B', 'latin1'), '水漏れ'],
    ['hz', 'hz-gb-2312', Buffer.from('~{<:Ky2;S{~}', 'latin1'), '己所不欲'],
    ['euc-kr by its old name', 'ks_c_5601-1987', iconv.encode('물이 샙니다', 'euc-kr'), '물이 샙니다'],
    ['windows-1251', 'windows-1251', iconv.encode('Жалоба', 'win1251'), 'Жалоба'],
    ['windows-1252 called iso-8859-1', 'iso-8859-1', Buffer.from([0x80, 0x20, 0xe9]), '€ é'],
    ['utf-8 called gbk', 'gbk', Buffer.from(sentence), sentence],
    ['gb18030 called utf-8', 'utf-8', iconv.encode(sentence, 'gb18030'), sentence],
    ['gb18030 called us-ascii', 'us-ascii', iconv.encode(sentence, 'gb18030'), sentence],
    ['gb18030 with no name', '', iconv.encode(sentence, 'gb18030'), sentence],
    ['an unknown name', 'x-nonsense', Buffer.from(sentence), sentence],
    [
      'utf-8 with bytes gone wrong and an unknown name',
      'x-nonsense',
      Buffer.concat([Buffer.from(sentence), Buffer.from([0xff, 0xfe]), Buffer.from('谢谢')]),
      `${sentence}\uFFFD\uFFFD谢谢`,
    ],
    ['short gb18030 with no name', '', iconv.encode('漏水', 'gb18030'), '漏水'],
  ])('%s', async (_what, charset, bytes, text) => {
    const type = charset === '' ? 'text/plain' : `text/plain; charset="${charset}"`;
    const mail = await parse(
      Buffer.concat([
        Buffer.from(`${head.replace(/\n/gu, '\r\n')}Content-Type: ${type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`),
        bytes,
      ]),
    );
    expect(mail.text).toBe(text);
  });
});

describe('parseMail reads names and subjects, broken ones too (RFC 2047, RFC 2231)', () => {
  it.each([
    ['base64 words', '=?utf-8?B?5oqV6K+J?=', '投诉'],
    ['words cut inside a character', '=?utf-8?B?5oqV6A==?= =?utf-8?B?r4k=?=', '投诉'],
    ['q words of gb2312', '=?gb2312?Q?=CD=B6=CB=DF?=', '投诉'],
    ['a language tag', '=?utf-8*zh?B?5oqV6K+J?=', '投诉'],
    ['blanks inside a word', '=?utf-8?Q?a b?=', 'a b'],
    ['a word that is never closed', '=?utf-8?B?5oqV6K+J', '=?utf-8?B?5oqV6K+J'],
    ['words and plain text', 'Re: =?utf-8?B?5oqV6K+J?= 1', 'Re: 投诉 1'],
  ])('%s', async (_what, raw, subject) => {
    expect((await parse(`${head}Subject: ${raw}\n\nx`)).subject).toBe(subject);
  });

  it('a subject of raw gb18030 bytes', async () => {
    const mail = await parse(
      Buffer.concat([
        Buffer.from('Subject: '),
        iconv.encode('投诉电梯困人无人处理', 'gb18030'),
        Buffer.from('\r\n\r\nx'),
      ]),
    );
    expect(mail.subject).toBe('投诉电梯困人无人处理');
  });

  it.each([
    ['extended', "filename*=UTF-8''%E7%85%A7%E7%89%87.jpg", '照片.jpg'],
    ['continued', "filename*0*=UTF-8''%E7%85%A7; filename*1*=%E7%89%87; filename*2=.jpg", '照片.jpg'],
    ['cut inside a character', "filename*0*=UTF-8''%E7%85; filename*1*=%A7%E7%89%87.jpg", '照片.jpg'],
    ['encoded word in quotes', 'filename="=?gb2312?B?1dXGrC5qcGc=?="', '照片.jpg'],
    ['extended beside plain', 'filename="photo.jpg"; filename*=UTF-8\'\'%E7%85%A7%E7%89%87.jpg', '照片.jpg'],
    ['without quotes and with blanks', 'filename=my photo.jpg', 'my photo.jpg'],
    ['a path', 'filename="..\\\\..\\\\evil.jpg"', 'evil.jpg'],
    ['a direction mark that hides the ending', 'filename="photo\u202egpj.exe"', 'photogpj.exe'],
  ])('file name: %s', async (_what, parameter, name) => {
    const mail = await parse(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: image/jpeg\nContent-Disposition: attachment; ${parameter}\n\nabc\n--b--\n`,
    );
    expect(mail.attachments.map((file) => file.name)).toEqual([name]);
  });
});

describe('parseMail sorts the parts', () => {
  it('keeps pictures of the page apart from files', async () => {
    const mail = await parse(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>漏水</p><img src="cid:p1">\n--b\nContent-Type: image/png\nContent-ID: <p1>\n\nx\n--b\nContent-Type: image/jpeg; name=a.jpg\nContent-Disposition: attachment\n\ny\n--b--\n`,
    );
    expect(mail.text).toBe('漏水');
    expect(mail.attachments.map(({ name, inline }) => ({ name, inline }))).toEqual([
      { name: '', inline: true },
      { name: 'a.jpg', inline: false },
    ]);
  });

  it('reads a forwarded mail and keeps it as a file too', async () => {
    const mail = await parse(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n请看附件\n--b\nContent-Type: message/rfc822\n\nFrom: lisi@example.org\nSubject: inner\n\n电梯困人\n--b--\n`,
    );
    expect(mail.nested.map((inner) => inner.text.trim())).toEqual(['电梯困人']);
    expect(mail.attachments.map((file) => file.type)).toEqual(['message/rfc822']);
  });

  it('reads the HTML where there is no text, and the footer that a list put under it', async () => {
    const mail = await parse(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<div>漏水<br>很严重</div>\n--b\nContent-Type: text/plain\n\nfooter\n--b--\n`,
    );
    expect(mail.text).toBe('漏水\n很严重\nfooter');
  });

  it('prefers HTML to a plain part that says nothing', async () => {
    const mail = await parse(
      `${head}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nYour mail client does not support HTML\n--b\nContent-Type: text/html\n\n<p>漏水</p>\n--b--\n`,
    );
    expect(mail.text).toBe('漏水');
  });

  it('joins the lines of format=flowed', async () => {
    const mail = await parse(`${head}Content-Type: text/plain; format=flowed; delsp=yes\n\n我家 \n漏水\n`);
    expect(mail.text.trim()).toBe('我家漏水');
  });

  it('reads an appointment and keeps it as a file', async () => {
    const mail = await parse(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:上门检查\nDTSTART;TZID=Asia/Shanghai:20261121T090000\nLOCATION:3栋\nORGANIZER:mailto:desk@example.com\nEND:VEVENT\nEND:VCALENDAR\n--b--\n`,
    );
    expect(mail.calendar).toEqual([
      {
        method: 'REQUEST',
        summary: '上门检查',
        start: '20261121T090000',
        end: null,
        location: '3栋',
        organizer: 'desk@example.com',
      },
    ]);
  });

  it('never opens an archive', async () => {
    const mail = await parse(
      `${head}Content-Type: application/zip; name=bomb.zip\nContent-Transfer-Encoding: base64\n\nUEsDBBQ=\n`,
    );
    expect(mail.attachments.map(({ name, size }) => ({ name, size }))).toEqual([{ name: 'bomb.zip', size: 5 }]);
  });

  it.each([
    ['a broken winmail.dat', 'application/ms-tnef; name=winmail.dat', 'tnef-unreadable'],
    ['a broken opaque signature', 'application/pkcs7-mime; smime-type=signed-data', 'smime-unreadable'],
  ])('attaches %s as it is', async (_what, type, warning) => {
    const mail = await parse(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: ${type}\n\nnot what it says\n--b--\n`,
    );
    expect(mail.text.trim()).toBe('text');
    expect(mail.attachments).toHaveLength(1);
    expect(mail.warnings).toContain(warning);
  });
});

describe('parseMail reads odd headers', () => {
  it('no From, no Date, no Message-ID', async () => {
    const mail = await parse('Subject: x\n\ny');
    expect(mail.from).toBeNull();
    expect(mail.warnings).toEqual(expect.arrayContaining(['no-from', 'no-date', 'no-message-id']));
  });

  it('two senders: the first counts and it is said', async () => {
    const mail = await parse('From: a@example.com, b@example.com\n\ny');
    expect(mail.from?.address).toBe('a@example.com');
    expect(mail.warnings).toContain('several-from');
  });

  it('text without any header is all body', async () => {
    expect((await parse('您好：\n电梯: 坏了\n\n请修理')).text).toBe('您好：\n电梯: 坏了\n\n请修理');
  });

  it('a null path is told from no path', async () => {
    expect((await parse('Return-Path: <>\n\nx')).returnPath).toBe('');
    expect((await parse('Subject: x\n\nx')).returnPath).toBeNull();
  });

  it.each([
    ['"=?utf-8?B?5byg5LiJ?=" <zs@example.cn>', '张三', 'zs@example.cn'],
    ['张三 <zs@example.cn>', '张三', 'zs@example.cn'],
    ['zs@example.cn (Zhang San)', 'Zhang San', 'zs@example.cn'],
    ['"zs@example.cn" <zs@example.cn>', '', 'zs@example.cn'],
    ['<zs@example.cn', '', 'zs@example.cn'],
  ])('sender %s', async (raw, name, address) => {
    expect((await parse(`From: ${raw}\n\nx`)).from).toEqual({ name, address });
  });

  it.each([
    ['Fri, 20 Nov 2026 10:11:12 +0800 (CST)', '2026-11-20T02:11:12.000Z'],
    ['20 Nov 26 10:11 GMT', '2026-11-20T10:11:00.000Z'],
    ['2026-11-20 10:11:12 +0800', '2026-11-20T02:11:12.000Z'],
    ['yesterday', null],
  ])('date %s', async (raw, iso) => {
    expect((await parse(`Date: ${raw}\n\nx`)).date).toBe(iso);
  });
});

const seeds = [
  `${head}Subject: =?utf-8?B?5oqV6K+J?=\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n=CD=B6=CB=DF\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgAA\n--b\nContent-Type: message/rfc822\n\nFrom: a@example.com\n\ninner\n--b--\n`,
  `From: MAILER-DAEMON@example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.com\n\nFinal-Recipient: rfc822; x@example.org\nAction: failed\nStatus: 5.1.1\n--b--\n`,
];

describe('parseMail never throws', () => {
  it('on mails mutated at random, each with a usable result', async () => {
    const mutation = fc.record({
      seed: fc.constantFrom(...seeds),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(60),
      insert: fc.uint8Array({ maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        let raw = Buffer.from(mutations[0]?.seed ?? '');
        for (const { at, cut, insert } of mutations) {
          const position = Math.floor(at * raw.length);
          raw = Buffer.concat([raw.subarray(0, position), insert, raw.subarray(position + cut)]);
        }
        const mail = await parseMail(raw);
        expect(typeof mail.text).toBe('string');
        expect(mail.warnings).not.toContain('parse-failed');
      }),
      { numRuns: 400, interruptAfterTimeLimit: 8_000 },
    );
  });

  it('on bytes of no form at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        await parseMail(Buffer.from(bytes));
      }),
      { numRuns: 300, interruptAfterTimeLimit: 5_000 },
    );
  });
});
