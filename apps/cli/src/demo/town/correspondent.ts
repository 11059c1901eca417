import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import type { Letter } from './post-office.js';

/** Somebody who reads and writes mail: a customer, a handler, a manager. */
export interface Correspondent {
  readonly name: string;
  readonly address: string;
  /** The company's own mail server vouches for its staff (RFC 8601). */
  readonly staff: boolean;
}

/** Where mails to Redress are handed in. */
export class Pillar {
  constructor(
    private readonly url: string,
    /** Name that the company's mail server signs its checks with. */
    private readonly authservId: string,
  ) {}

  /** Hands in a mail as it lies in a file, byte for byte. */
  async post(file: string, from: string, to: string): Promise<void> {
    await this.handIn({ envelope: { from, to: [to] }, raw: await readFile(file) });
  }

  /** A new letter, as a mail client writes it. */
  async write(
    who: Correspondent,
    to: string,
    letter: {
      readonly subject: string;
      readonly text: string;
      readonly attachments?: { readonly filename: string; readonly content: Buffer }[];
    },
  ): Promise<void> {
    await this.handIn({ from: { name: who.name, address: who.address }, to, ...letter });
  }

  /** Answers a letter the way a mail client does: subject, references, the letter quoted below. */
  async answer(who: Correspondent, letter: Letter, text: string): Promise<void> {
    const replyTo = letter.mail.replyTo[0]?.address ?? letter.mail.from?.address ?? '';
    const messageId = letter.mail.messageId;
    const reference = messageId === '' ? {} : { inReplyTo: `<${messageId}>`, references: `<${messageId}>` };
    await this.handIn({
      from: { name: who.name, address: who.address },
      to: replyTo,
      subject: `回复: ${letter.subject}`,
      ...reference,
      ...(who.staff
        ? {
            headers: [
              {
                key: 'Authentication-Results',
                value: `${this.authservId}; dmarc=pass header.from=${who.address.split('@')[1] ?? ''}`,
              },
            ],
          }
        : {}),
      text: `${text}\n\n------------------ 原始邮件 ------------------\n发件人: ${letter.mail.from?.name ?? ''}\n主题: ${letter.subject}\n\n${letter.text}`,
    });
  }

  private async handIn(mail: Parameters<ReturnType<typeof createTransport>['sendMail']>[0]): Promise<void> {
    const transport = createTransport(`${this.url}?ignoreTLS=true`);
    try {
      await transport.sendMail(mail);
    } finally {
      transport.close();
    }
  }
}
