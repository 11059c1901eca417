import { readMime, contentOf, type MimeEntity } from '../../mime/mime-entity.js';
import type { SignatureState } from '../parsed-mail.js';

export interface SignatureReading {
  readonly state: SignatureState;
  /** The signed content of an opaque signature, read as MIME. */
  readonly inner: MimeEntity | null;
  readonly encrypted: boolean;
}

/** Reads a signature; replaced by the CMS reader. */
export function readSignature(signed: MimeEntity, signature: MimeEntity | null): SignatureReading {
  const kind = signature?.type.value === 'application/pgp-signature' ? 'pgp' : 'smime';
  const opaque = signature === null;
  const inner = opaque ? readMime(contentOf(signed)).root : null;
  return { state: { kind, state: 'unchecked', signer: null }, inner: opaque && inner?.fields.length ? inner : null, encrypted: false };
}
