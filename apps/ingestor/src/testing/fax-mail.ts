import nodemailer from 'nodemailer';

export interface FaxMail {
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly files: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
}

let serial = 0;

/** A mail by which a gateway passes on a fax; each call another one. */
export async function faxMail({ from, subject, text, headers, files }: FaxMail): Promise<Buffer> {
  serial += 1;
  const mails = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await mails.sendMail({
    from: from ?? '传真服务 <fax@pbx.example.com>',
    to: 'complaints@example.com',
    subject: subject ?? '收到来自 13800001234 的传真（1页）',
    text: text ?? '您有一份新的传真，请查看附件。本邮件由系统自动发送，请勿回复。',
    messageId: `<fax-${String(serial)}-${String(process.pid)}@pbx.example.com>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    attachments: files.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
  });
  if (!Buffer.isBuffer(message)) {
    throw new Error('the mail was not made in memory');
  }
  return message;
}
