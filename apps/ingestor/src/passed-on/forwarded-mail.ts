import type { StoredAddress } from '#libs/mail/message/stored-message.schema.js';
import { normaliseMail } from '#libs/mail/message/normalise-address.js';
import { parseAddresses } from '#libs/mail/mime/mail-address.js';
import type { ParsedMail } from '#libs/mail/parse/parsed-mail.js';

/** The mail that another one passes on. */
export interface ForwardedMail {
  readonly from: StoredAddress | null;
  readonly text: string;
}

const senderLine =
  /^[>*\s]*(?:发件人|發件人|寄件者|寄件人|From|Von|De|差出人|送信者|보낸\s*사람|보낸사람)[\s*]*[:：][\s*]*(.+)$/imu;

/** A mail attached whole (message/rfc822), or quoted under the header that mail programs put over a forwarded one. */
export function forwardedMail(mail: Pick<ParsedMail, 'nested'>, quoted: string): ForwardedMail | null {
  const attached = mail.nested[0];
  if (attached !== undefined) {
    return { from: storedOf(attached.from), text: [attached.subject, attached.text].join('\n').trim() };
  }
  const line = senderLine.exec(quoted)?.[1];
  return line === undefined ? null : { from: addressIn(line), text: quoted };
}

function addressIn(line: string): StoredAddress | null {
  const words = line.replace(/\[mailto:([^\]]+)\]/iu, '<$1>').replace(/[“”]/gu, '"');
  const bare = /[^\s<>"'()（）[\]]+@[^\s<>"'()（）[\];,]+/u.exec(words)?.[0] ?? '';
  const parsed = parseAddresses(Buffer.from(words, 'utf8')).find(({ address }) => normaliseMail(address) !== null);
  return storedOf(
    parsed ?? {
      address: bare,
      name: words
        .replace(bare, '')
        .replace(/[<>"']/gu, '')
        .trim(),
    },
  );
}

function storedOf(address: { readonly address: string; readonly name: string } | null): StoredAddress | null {
  const normal = address === null ? null : normaliseMail(address.address);
  return address === null || normal === null ? null : { address: normal, name: address.name };
}
