import { VaultRejected } from '../vault.failure.js';
import { cipherNamed, defaultCipher } from './cipher.js';
import type { Cipher } from './cipher.js';

/**
 * What is stored instead of content: format version, name of the cipher, name of the key, and what the cipher made.
 * Layout: 1 byte version, 1 byte length + cipher name, 1 byte length + key name, rest.
 * The header is authenticated together with `place`, so that an envelope moved to another item does not open.
 */
export interface Envelope {
  readonly cipher: string;
  readonly key: string;
  readonly sealed: Buffer;
  readonly header: Buffer;
}

const formatVersion = 1;

function headerOf(cipher: string, key: string): Buffer {
  const names = [cipher, key].map((name) => Buffer.from(name, 'ascii'));
  return Buffer.concat([Buffer.from([formatVersion]), ...names.flatMap((name) => [Buffer.from([name.length]), name])]);
}

export interface NamedKey {
  readonly id: string;
  readonly key: Buffer;
}

/** `place` says what the content is and where it belongs; the same is needed to open it. */
export function sealEnvelope(key: NamedKey, place: string, plain: Buffer, cipher: Cipher = defaultCipher): Buffer {
  const header = headerOf(cipher.name, key.id);
  return Buffer.concat([header, cipher.seal(key.key, plain, boundBy(header, place))]);
}

function boundBy(header: Buffer, place: string): Buffer {
  return Buffer.concat([header, Buffer.from(place, 'utf8')]);
}

/** Throws `item-tampered` when this is no envelope. */
export function readEnvelope(stored: Buffer): Envelope {
  const cipherLength = stored[1] ?? 0;
  const keyLength = stored[2 + cipherLength] ?? 0;
  const end = 3 + cipherLength + keyLength;
  if (stored[0] !== formatVersion || cipherLength === 0 || keyLength === 0 || stored.length <= end) {
    throw new VaultRejected('item-tampered', 'Not an envelope of this vault');
  }
  return {
    cipher: stored.toString('ascii', 2, 2 + cipherLength),
    key: stored.toString('ascii', 3 + cipherLength, end),
    sealed: stored.subarray(end),
    header: stored.subarray(0, end),
  };
}

/** Throws `item-tampered` when the envelope was changed, moved, or belongs to another key; `key-unknown` for its cipher. */
export function unsealEnvelope(key: NamedKey, place: string, stored: Buffer): Buffer {
  const envelope = readEnvelope(stored);
  const cipher = cipherNamed(envelope.cipher);
  if (cipher === null || envelope.key !== key.id) {
    throw new VaultRejected('key-unknown', `No such key or cipher here: ${envelope.cipher} ${envelope.key}`);
  }
  try {
    return cipher.unseal(key.key, envelope.sealed, boundBy(envelope.header, place));
  } catch (cause) {
    throw new VaultRejected('item-tampered', `Content does not authenticate: ${place}`, { cause });
  }
}
