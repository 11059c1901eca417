import fc from 'fast-check';
import { detachedSignature, opaqueSignature, signedPart } from './signed-mail.js';
import { tnefStream } from './tnef-stream.js';

const head = [
  'From: =?GB2312?B?zfXFrsq/?= <wang@mail.example.org>',
  'To: tousu@jiangnanli.example.com',
  'Subject: =?utf-8?B?5oqV6K+J?= 202611-T-007',
  'Date: Fri, 20 Nov 2026 10:11:12 +0800',
  'Message-ID: <1@mail.example.org>',
  'MIME-Version: 1.0',
].join('\n');

/** One mail of each kind that a helper of ours has its own reader for. */
const seeds: readonly Buffer[] = [
  ...[
    `${head}\nContent-Type: text/plain; charset=utf-8\n\n三号楼电梯又停了，老人下不了楼。\n\n在 2026年11月19日，物业写道：\n> 已派人处理。\n`,
    `${head}\nContent-Type: multipart/alternative; boundary="=_a"\n\n--=_a\nContent-Type: text/plain; charset=gb18030\nContent-Transfer-Encoding: quoted-printable\n\n=C2=A9=CB=AE=C1=CB\n--=_a\nContent-Type: text/html; charset=utf-8\n\n<p>漏水了</p><blockquote type="cite"><p>您好</p></blockquote><img src="cid:p1">\n--=_a--\n`,
    `${head}\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nFrom: zhou@mail.example.org\nSubject: =?big5?B?p0GmbqFB?=\nContent-Type: text/plain; charset=big5\n\n\xa7\x41\xa6\x6e\n--b\nContent-Type: image/jpeg; name*0*=utf-8''%E7%85%A7; name*1*=%E7%89%87.jpg\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n/9j/4AAQ\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:上门\nDTSTART:20261123T010000Z\nEND:VEVENT\nEND:VCALENDAR\n--b--\n`,
    `${head}\nAuto-Submitted: auto-replied\nReturn-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: text/plain\n\n<gone@mail.example.org>: host mx said: 550 5.1.1 User unknown\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; gone@mail.example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: <abc@jiangnanli.example.com>\nSubject: x\n\n--r--\n`,
    `${head}\nContent-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s\n\n--s\n${signedPart}\n--s\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n${detachedSignature}\n--s--\n`,
    `${head}\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n${opaqueSignature}\n`,
    `${head}\nContent-Type: multipart/mixed; boundary=t\n\n--t\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${tnefStream.toString('base64')}\n--t--\n`,
    `${head}\nContent-Type: text/html; charset=iso-2022-jp\n\n<html><body><div>\x1b$B4|8B@Z$l\x1b(B</div><div class="gmail_quote"><table><tr><td>x</td></tr></table></div></body></html>\n`,
    `${head}\nContent-Type: multipart/report; report-type=disposition-notification; boundary=d\n\n--d\n\nread\n--d\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;a@mail.example.org\nDisposition: automatic-action/MDN-sent-automatically; displayed\n\n--d--\n`,
  ].map((text) => Buffer.from(text.replace(/\n/gu, '\r\n'), 'utf8')),
];

type Mutation = (mail: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (mail: Buffer, where: number): number => Math.floor(where * mail.length);
const rubbish = fc.uint8Array({ maxLength: 40 });

const flips = fc
  .array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 30 })
  .map((list): Mutation => (mail) => {
    const copy = Buffer.from(mail);
    for (const [where, value] of list) {
      copy[Math.min(at(mail, where), copy.length - 1)] = value;
    }
    return copy;
  });

const cut = place.map(
  (where): Mutation =>
    (mail) =>
      mail.subarray(0, at(mail, where)),
);

const inserted = fc.tuple(place, rubbish).map(
  ([where, bytes]): Mutation =>
    (mail) =>
      Buffer.concat([mail.subarray(0, at(mail, where)), bytes, mail.subarray(at(mail, where))]),
);

/** Any line again, up to as often as a broken relay repeats one. */
const repeatedLine = fc.tuple(place, fc.nat(300)).map(([where, times]): Mutation => (mail) => {
  const start = mail.lastIndexOf('\n', at(mail, where)) + 1;
  const end = mail.indexOf('\n', start);
  const line = mail.subarray(start, end < 0 ? mail.length : end + 1);
  return Buffer.concat([mail.subarray(0, start), ...Array.from({ length: times }, () => line), mail.subarray(start)]);
});

const brokenBoundary = fc
  .tuple(place, fc.constantFrom('', '--', '--=_', '-- ', '\r\n--b--\r\n', '--b\r\n--b\r\n'))
  .map(([where, text]): Mutation => (mail) => {
    const found = mail.indexOf('--', at(mail, where));
    return found < 0 ? mail : Buffer.concat([mail.subarray(0, found), Buffer.from(text), mail.subarray(found + 2)]);
  });

const charsets = [
  'gb2312',
  'gb18030',
  'big5',
  'iso-2022-jp',
  'iso-2022-kr',
  'hz-gb-2312',
  'windows-1254',
  'utf-7',
  'utf-16',
  'x-unknown',
  '',
  '"',
];
const otherCharset = fc.constantFrom(...charsets).map(
  (charset): Mutation =>
    (mail) =>
      Buffer.from(mail.toString('latin1').replace(/charset=[\w-]+/gu, `charset=${charset}`), 'latin1'),
);

const otherLineEnds = fc.constantFrom('\n', '\r', '\n\r', '\0\n').map(
  (end): Mutation =>
    (mail) =>
      Buffer.from(mail.toString('latin1').replaceAll('\r\n', end), 'latin1'),
);

const anotherHalf = fc.tuple(fc.constantFrom(...seeds), place).map(
  ([other, where]): Mutation =>
    (mail) =>
      Buffer.concat([mail.subarray(0, at(mail, where)), other.subarray(at(other, where))]),
);

const mutation = fc.oneof(flips, cut, inserted, repeatedLine, brokenBoundary, otherCharset, otherLineEnds, anotherHalf);

/** A mail of a kind that we read, changed in one to four ways. For property tests. */
export const mutatedMail: fc.Arbitrary<Buffer> = fc
  .tuple(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([seed, mutations]) => mutations.reduce((mail, mutate) => mutate(mail), seed));
