import { describe, expect, it } from '@jest/globals';
import { detachedSignature, opaqueSignature, signedPart } from '../../testing/signed-mail.js';
import { parseMail } from '../parse-mail.js';
import type { ParsedMail } from '../parsed-mail.js';

const head = 'From: zhangsan@example.cn\r\nDate: Fri, 20 Nov 2026 10:11:12 +0800\r\nMessage-ID: <1@example.cn>\r\n';

async function parseSigned(content: string): Promise<ParsedMail> {
  return parseMail(
    Buffer.from(
      `${head}Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=b\r\n\r\n--b\r\n${content}\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n${detachedSignature}\r\n--b--\r\n`,
    ),
  );
}

describe('S/MIME signed mail: the content is read, the state of the signature is on record (issue 3 point 3)', () => {
  it('a detached signature that fits, with the address it was made for', async () => {
    const mail = await parseSigned(signedPart);
    expect(mail.text.trim()).toBe('电梯困人，请处理。');
    expect(mail.signature).toEqual({ kind: 'smime', state: 'intact', signer: 'zhangsan@example.cn' });
  });

  it('content that was changed on the way', async () => {
    const mail = await parseSigned(signedPart.replace('请处理', '不必处理'));
    expect(mail.text.trim()).toBe('电梯困人，不必处理。');
    expect(mail.signature?.state).toBe('broken');
  });

  it('an opaque signature', async () => {
    const mail = await parseMail(
      Buffer.from(
        `${head}Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${opaqueSignature}\r\n`,
      ),
    );
    expect(mail.text.trim()).toBe('电梯困人，请处理。');
    expect(mail.signature).toEqual({ kind: 'smime', state: 'intact', signer: 'zhangsan@example.cn' });
  });

  it('encrypted content stays attached for whoever has the key', async () => {
    const mail = await parseMail(
      Buffer.from(
        `${head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAG\r\n`,
      ),
    );
    expect(mail.warnings).toContain('encrypted');
    expect(mail.attachments.map((file) => file.name)).toEqual(['smime.p7m']);
  });
});
