import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse-mail.js';
import type { ParsedMail } from '../parsed-mail.js';

/** Made with a self-signed certificate for zhangsan@example.cn that was thrown away afterwards. */
const part = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n电梯困人，请处理。\r\n';
const detached = [
  'MIIC3AYJKoZIhvcNAQcCoIICzTCCAskCAQExDTALBglghkgBZQMEAgEwCwYJKoZIhvcNAQcBoIIBoDCCAZwwggFCoAMCAQICFH1FWpKMcXffpOVYt4fF7tYJ',
  '/RxtMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCVpoYW5nIFNhbjAgFw0yNjExMjEyMDI1MTFaGA8yMTI2MTAyODIwMjUxMVowFDESMBAGA1UEAwwJWmhhbmcg',
  'U2FuMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEXlzICfgPzoVdlmxvamGO/XXsyzXrHW6XfweaiYBMiDlqarVBDqAkLoLrmv4IJfkMCexn8HmHV+9TQsrR',
  'kPn6vaNwMG4wHQYDVR0OBBYEFCYeY/ddec9t/aosogHm+EHCZv9uMB8GA1UdIwQYMBaAFCYeY/ddec9t/aosogHm+EHCZv9uMB4GA1UdEQQXMBWBE3poYW5n',
  'c2FuQGV4YW1wbGUuY24wDAYDVR0TAQH/BAIwADAKBggqhkjOPQQDAgNIADBFAiASczur9bmSXfQQOL7tmZab6pRxk+VPtQJ3AakwIEqUAQIhAIWiv9h2wWMd',
  '+7HOLJZN3lK9quGh69JPdkvefhk9KjTfMYIBAjCB/wIBATAsMBQxEjAQBgNVBAMMCVpoYW5nIFNhbgIUfUVakoxxd9+k5Vi3h8Xu1gn9HG0wCwYJYIZIAWUD',
  'BAIBoGkwGAYJKoZIhvcNAQkDMQsGCSqGSIb3DQEHATAcBgkqhkiG9w0BCQUxDxcNMjYxMTIxMjAyNTExWjAvBgkqhkiG9w0BCQQxIgQgML1pBaCafA2TnOfL',
  'owhdnsDfDd60kXXIvhzjbJQzjccwCgYIKoZIzj0EAwIESDBGAiEAneWIVWsSKw0nQlMyImPi99VUzkkKEC4NKWfPIIqFivUCIQCs0HjllNGF0Qz1QvPhWNPR',
  '6mVn+ChpDRpj3ym0+QjkBw==',
].join('\r\n');
const opaque = [
  'MIIDSAYJKoZIhvcNAQcCoIIDOTCCAzUCAQExDTALBglghkgBZQMEAgEweAYJKoZIhvcNAQcBoGsEaUNvbnRlbnQtVHlwZTogdGV4dC9wbGFpbjsgY2hhcnNl',
  'dD11dGYtOA0KQ29udGVudC1UcmFuc2Zlci1FbmNvZGluZzogOGJpdA0KDQrnlLXmoq/lm7DkurrvvIzor7flpITnkIbjgIINCqCCAaAwggGcMIIBQqADAgEC',
  'AhR9RVqSjHF336TlWLeHxe7WCf0cbTAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlaaGFuZyBTYW4wIBcNMjYxMTIxMjAyNTExWhgPMjEyNjEwMjgyMDI1MTFa',
  'MBQxEjAQBgNVBAMMCVpoYW5nIFNhbjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABF5cyAn4D86FXZZsb2phjv117Ms16x1ul38HmomATIg5amq1QQ6gJC6C',
  '65r+CCX5DAnsZ/B5h1fvU0LK0ZD5+r2jcDBuMB0GA1UdDgQWBBQmHmP3XXnPbf2qLKIB5vhBwmb/bjAfBgNVHSMEGDAWgBQmHmP3XXnPbf2qLKIB5vhBwmb/',
  'bjAeBgNVHREEFzAVgRN6aGFuZ3NhbkBleGFtcGxlLmNuMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAwRQIgEnM7q/W5kl30EDi+7ZmWm+qUcZPlT7UC',
  'dwGpMCBKlAECIQCFor/YdsFjHfuxziyWTd5SvarhoevST3ZL3n4ZPSo03zGCAQEwgf4CAQEwLDAUMRIwEAYDVQQDDAlaaGFuZyBTYW4CFH1FWpKMcXffpOVY',
  't4fF7tYJ/RxtMAsGCWCGSAFlAwQCAaBpMBgGCSqGSIb3DQEJAzELBgkqhkiG9w0BBwEwHAYJKoZIhvcNAQkFMQ8XDTI2MTEyMTIwMjUxMVowLwYJKoZIhvcN',
  'AQkEMSIEIDC9aQWgmnwNk5zny6MIXZ7A3w3etJF1yL4c42yUM43HMAoGCCqGSM49BAMCBEcwRQIhAICTx4lAJBpEs4UuzexyJGO4SG4TVSpiHytEv2WXyXWX',
  'AiAn3RWjodUWyM5d3ZxyPUQSQ+EMEtiioVdCP/t6ZMj9jg==',
].join('\r\n');

const head = 'From: zhangsan@example.cn\r\nDate: Fri, 20 Nov 2026 10:11:12 +0800\r\nMessage-ID: <1@example.cn>\r\n';

async function parseSigned(content: string): Promise<ParsedMail> {
  return parseMail(
    Buffer.from(
      `${head}Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=b\r\n\r\n--b\r\n${content}\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n${detached}\r\n--b--\r\n`,
    ),
  );
}

describe('S/MIME signed mail: the content is read, the state of the signature is on record (issue 3 point 3)', () => {
  it('a detached signature that fits, with the address it was made for', async () => {
    const mail = await parseSigned(part);
    expect(mail.text.trim()).toBe('电梯困人，请处理。');
    expect(mail.signature).toEqual({ kind: 'smime', state: 'intact', signer: 'zhangsan@example.cn' });
  });

  it('content that was changed on the way', async () => {
    const mail = await parseSigned(part.replace('请处理', '不必处理'));
    expect(mail.text.trim()).toBe('电梯困人，不必处理。');
    expect(mail.signature?.state).toBe('broken');
  });

  it('an opaque signature', async () => {
    const mail = await parseMail(
      Buffer.from(
        `${head}Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${opaque}\r\n`,
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
