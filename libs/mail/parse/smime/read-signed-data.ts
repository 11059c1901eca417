import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { readDer, readDerChildren, readOctets, readOid, type DerValue } from './read-der.js';

/** A CMS signature (RFC 5652 5), as far as it can be judged without trusting an issuer. */
export interface SignedData {
  /** The enclosed content of an opaque signature; null where it is detached. */
  readonly content: Buffer | null;
  /** Checks digest and signature of `content`, or of the detached bytes given. */
  readonly state: (content: Buffer) => 'intact' | 'broken' | 'unchecked';
  /** Mail address in the signer's certificate. */
  readonly signer: string | null;
}

const signedDataOid = '1.2.840.113549.1.7.2';
const messageDigestOid = '1.2.840.113549.1.9.4';
const digestNames: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '1.2.156.10197.1.401': 'sm3',
};

function certificatesIn(set: DerValue | undefined): X509Certificate[] {
  if (set === undefined) {
    return [];
  }
  return readDerChildren(set.content).flatMap((value) => {
    try {
      return [new X509Certificate(value.raw)];
    } catch {
      return [];
    }
  });
}

function addressOf(certificate: X509Certificate | undefined): string | null {
  if (certificate === undefined) {
    return null;
  }
  return (
    /email:([^,\s]+)/iu.exec(certificate.subjectAltName ?? '')?.[1] ??
    /emailAddress=([^\n,\s]+)/iu.exec(certificate.subject)?.[1] ??
    null
  );
}

/** The certificate of the signer: by serial number, else the one that is no issuer's. */
function signerOf(certificates: readonly X509Certificate[], serial: string): X509Certificate | undefined {
  return (
    certificates.find((certificate) => certificate.serialNumber.toLowerCase().replace(/^0+/u, '') === serial) ??
    certificates.find((certificate) => !certificate.ca) ??
    certificates[0]
  );
}

/**
 * Reads a SignedData structure.
 * @throws Error when it is none: encrypted content, other CMS types, broken encodings
 */
export function readSignedData(der: Buffer): SignedData {
  const [type, wrapped] = readDerChildren(readDer(der).content);
  if (readOid(type) !== signedDataOid || wrapped === undefined) {
    throw new Error('not signed data');
  }
  const fields = readDerChildren(readDer(wrapped.content).content);
  const encapsulated = fields.find((field, index) => index >= 2 && field.tag === 0x30);
  const certificates = certificatesIn(fields.find((field) => field.tag === 0xa0));
  const signerInfo = readDerChildren(
    fields.filter((field) => field.tag === 0x31).at(-1)?.content ?? Buffer.alloc(0),
  )[0];
  const inner = encapsulated === undefined ? undefined : readDerChildren(encapsulated.content)[1];
  const enclosed = inner === undefined ? undefined : readDerChildren(inner.content)[0];
  const info = signerInfo === undefined ? [] : readDerChildren(signerInfo.content);
  const identifier = info[1];
  const serial =
    identifier?.tag === 0x30
      ? (readDerChildren(identifier.content)[1]?.content.toString('hex').replace(/^0+/u, '') ?? '')
      : '';
  const certificate = signerOf(certificates, serial);
  return {
    content: enclosed === undefined ? null : readOctets(enclosed),
    state: (content) => judge(content, info, certificate),
    signer: addressOf(certificate),
  };
}

function judge(
  content: Buffer,
  info: readonly DerValue[],
  certificate: X509Certificate | undefined,
): 'intact' | 'broken' | 'unchecked' {
  const digest = digestNames[readOid(readDerChildren(info[2]?.content ?? Buffer.alloc(0))[0])];
  const attributes = info.find((field) => field.tag === 0xa0);
  const signature = info.findLast((field) => field.tag === 0x04);
  if (digest === undefined || signature === undefined || certificate === undefined) {
    return 'unchecked';
  }
  try {
    let signed = content;
    if (attributes !== undefined) {
      const stated = readDerChildren(attributes.content)
        .map((attribute) => readDerChildren(attribute.content))
        .find(([oid]) => readOid(oid) === messageDigestOid)?.[1];
      const expected = stated === undefined ? null : readDerChildren(stated.content)[0]?.content;
      const actual = createHash(digest).update(content).digest();
      if (
        expected === null ||
        expected === undefined ||
        expected.length !== actual.length ||
        !timingSafeEqual(expected, actual)
      ) {
        return 'broken';
      }
      // What is signed is the attributes as a SET (RFC 5652 5.4).
      signed = Buffer.concat([Buffer.from([0x31]), attributes.raw.subarray(1)]);
    }
    return verify(digest, signed, certificate.publicKey, signature.content) ? 'intact' : 'broken';
  } catch {
    return 'unchecked';
  }
}
