import { randomBytes } from 'node:crypto';

/** How a mail must end in the ledger, whatever happens to the lines meanwhile. */
export type Ending = 'complaint' | 'duplicate' | 'machine-note' | 'delivery-report' | 'quarantined';

export interface TestMail {
  readonly raw: string;
  readonly ending: Ending;
}

const run = randomBytes(4).toString('hex');
const troubles = [
  '电梯停了三天，老人下不了楼，请尽快处理。',
  '地下车库漏水，车顶全是泥点。',
  '保安态度恶劣，拦着不让快递进门。',
  '收费没有明细，问了两次没人答复。',
];

/** So many mails: of 25 each, 20 complaints, two that came before, one automatic answer, one bounce, one without a word. */
export function someMails(count: number): TestMail[] {
  const mails: TestMail[] = [];
  for (let index = 0; index < count; index += 1) {
    mails.push(mailAt(index, mails));
  }
  return mails;
}

function mailAt(index: number, before: readonly TestMail[]): TestMail {
  switch (index % 25) {
    case 20:
    case 21:
      return { raw: before[index - 20]?.raw ?? '', ending: 'duplicate' };
    case 22:
      return {
        raw: mail(index, {
          headers: ['Auto-Submitted: auto-replied'],
          subject: '自动回复：您好',
          text: '来信已收到。',
        }),
        ending: 'machine-note',
      };
    case 23:
      return { raw: bounce(index), ending: 'delivery-report' };
    case 24:
      return { raw: mail(index, { subject: '', text: '' }), ending: 'quarantined' };
    default:
      return {
        raw: mail(index, { subject: `投诉 ${String(index)}`, text: troubles[index % troubles.length] ?? '' }),
        ending: 'complaint',
      };
  }
}

function mail(index: number, parts: { subject: string; text: string; headers?: readonly string[] }): string {
  const { subject, text, headers = [] } = parts;
  return [
    `From: =?utf-8?B?${Buffer.from(`业主${String(index)}`).toString('base64')}?= <owner${String(index)}@mail.example.org>`,
    'To: tousu@jiangnanli.example.com',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Sat, 21 Nov 2026 09:00:00 +0800',
    `Message-ID: <${run}-${String(index)}@mail.example.org>`,
    'MIME-Version: 1.0',
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text === '' ? '' : `${text}（第${String(index)}户）`,
    '',
  ].join('\r\n');
}

function bounce(index: number): string {
  return [
    'From: Mail Delivery System <mailer-daemon@mx.example.net>',
    'To: tousu@jiangnanli.example.com',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${run}-${String(index)}@mx.example.net>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'No such user here.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    `Final-Recipient: rfc822; gone${String(index)}@mail.example.org`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b--',
    '',
  ].join('\r\n');
}
