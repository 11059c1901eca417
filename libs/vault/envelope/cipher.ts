import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const keyBytes = 32;

/** An authenticated cipher that an envelope can name. Another one (SM4-GCM) is added here and nowhere else. */
export interface Cipher {
  readonly name: string;
  seal(key: Buffer, plain: Buffer, bound: Buffer): Buffer;
  /** Throws when key, content or `bound` are not those of `seal`. */
  unseal(key: Buffer, sealed: Buffer, bound: Buffer): Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;

/** NIST SP 800-38D. Layout: nonce (12), tag (16), ciphertext. Nonces are random: a key seals few items by design. */
const aes256Gcm: Cipher = {
  name: 'aes-256-gcm',
  seal(key, plain, bound) {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(bound);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  },
  unseal(key, sealed, bound) {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(bound)
      .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
  },
};

export const defaultCipher: Cipher = aes256Gcm;

const ciphers: ReadonlyMap<string, Cipher> = new Map([aes256Gcm].map((cipher) => [cipher.name, cipher]));

export function cipherNamed(name: string): Cipher | null {
  return ciphers.get(name) ?? null;
}
