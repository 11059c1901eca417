import { contentOf, readMime, type MimeEntity } from '../../mime/mime-entity.js';
import type { SignatureState } from '../parsed-mail.js';
import { readSignedData } from './read-signed-data.js';

export interface SignatureReading {
  readonly state: SignatureState;
  /** The signed content of an opaque signature, read as MIME. */
  readonly inner: MimeEntity | null;
  readonly encrypted: boolean;
}

/** The bytes that a detached signature covers: with CRLF line ends (RFC 8551 3.1.1). */
function canonical(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('latin1').replace(/\r?\n/gu, '\r\n'), 'latin1');
}

/**
 * Reads a signature: a detached one over `signed` (RFC 8551 3.5.3), or an opaque one that `signed` itself is.
 * @throws Error when the structure cannot be read
 */
export function readSignature(signed: MimeEntity, signature: MimeEntity | null): SignatureReading {
  if (signature === null) {
    return readOpaque(signed);
  }
  if (signature.type.value === 'application/pgp-signature') {
    return { state: { kind: 'pgp', state: 'unchecked', signer: null }, inner: null, encrypted: false };
  }
  const data = readSignedData(contentOf(signature));
  const bytes = canonical(signed.raw);
  return { state: { kind: 'smime', state: data.state(bytes), signer: data.signer }, inner: null, encrypted: false };
}

function readOpaque(entity: MimeEntity): SignatureReading {
  if (/enveloped|authenveloped|encrypted/u.test(entity.type.parameters.get('smime-type')?.toLowerCase() ?? '')) {
    return { state: { kind: 'smime', state: 'unchecked', signer: null }, inner: null, encrypted: true };
  }
  const data = readSignedData(contentOf(entity));
  const content = data.content;
  const state = content === null ? 'unchecked' : data.state(content);
  return {
    state: { kind: 'smime', state, signer: data.signer },
    inner: content === null ? null : readMime(content).root,
    encrypted: false,
  };
}
