import type { ParsedMail } from '#libs/mail/parse/parsed-mail.js';

/** A reply as a mail client writes it. */
export interface Reply {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly inReplyTo: string | null;
  readonly text: string;
}

/** The reply of the person who got the mail: to its Reply-To, with reference and the mail quoted below. Null when a side is missing. */
export function replyTo(mail: ParsedMail, lines: readonly string[]): Reply | null {
  const person = mail.to[0];
  const sender = mail.replyTo[0] ?? mail.from;
  if (person === undefined || sender === null) {
    return null;
  }
  const quoted = mail.text.split('\n').map((line) => `> ${line}`);
  return {
    from: { name: person.name, address: person.address },
    to: sender.address,
    subject: `回复: ${mail.subject}`,
    inReplyTo: mail.messageId === '' ? null : `<${mail.messageId}>`,
    text: [...lines, '', `${sender.address} wrote:`, ...quoted].join('\n'),
  };
}
