import type { Letter } from '#apps/cli/src/demo/town/post-office.js';

export const encoded = (words: string): string => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;

/** What the recipient's mail server sends back to `to`, with the header of our mail only (RFC 3462, RFC 3464). */
export function bounceOf(letter: Letter, to: string): string[] {
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
    `To: ${to}`,
    `Subject: ${encoded('系统退信')}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_dsn"',
    '',
    '--=_dsn',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `您发往 ${letter.to} 的邮件无法送达，收件人邮箱不存在。`,
    '',
    '--=_dsn',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    `Final-Recipient: rfc822; ${letter.to}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '',
    '--=_dsn',
    'Content-Type: text/rfc822-headers',
    '',
    `From: ${to}`,
    `To: ${letter.to}`,
    `Message-ID: <${letter.mail.messageId}>`,
    '',
    '--=_dsn--',
    '',
  ];
}

/** What the recipient's mailbox answers by itself while its owner is away (RFC 3834). */
export function awayAnswerTo(letter: Letter, to: string): string[] {
  return [
    `From: ${letter.to}`,
    `To: ${to}`,
    `Subject: ${encoded(`自动回复: ${letter.subject}`)}`,
    `In-Reply-To: <${letter.mail.messageId}>`,
    `Message-ID: <away.${letter.mail.messageId.slice(0, 16)}@example.com>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    '您好，我正在休假，11月30日回来，急事请联系同事。',
    '',
  ];
}
