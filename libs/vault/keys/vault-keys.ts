import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { VaultRejected } from '../vault.failure.js';
import { keyBytes } from '../envelope/cipher.js';
import { readEnvelope, sealEnvelope, unsealEnvelope } from '../envelope/envelope.js';
import type { NamedKey } from '../envelope/envelope.js';

/**
 * The keys that never lie in the database: master keys, which wrap the data keys of the erasure groups, and the index
 * key, under which fingerprints and derived keys are made. An abstract door: what uses it never holds a master key.
 */
export class VaultKeys {
  readonly #masters: ReadonlyMap<string, NamedKey>;
  readonly #current: NamedKey;
  readonly #index: Buffer;

  /** The first master key wraps; the others only unwrap, until `rewrapKeys` has made them superfluous. */
  constructor(masters: readonly [NamedKey, ...NamedKey[]], index: Buffer) {
    this.#masters = new Map(masters.map((key) => [key.id, key]));
    this.#current = masters[0];
    this.#index = index;
  }

  get currentId(): string {
    return this.#current.id;
  }

  knows(masterKeyId: string): boolean {
    return this.#masters.has(masterKeyId);
  }

  newDataKey(): Buffer {
    return randomBytes(keyBytes);
  }

  wrap(group: string, dataKey: NamedKey): Buffer {
    return sealEnvelope(this.#current, wrapPlace(group, dataKey.id), dataKey.key);
  }

  /** Throws `key-unknown` when its master key is not configured. */
  unwrap(group: string, dataKeyId: string, wrapped: Buffer): NamedKey {
    const masterId = readEnvelope(wrapped).key;
    const master = this.#masters.get(masterId);
    if (master === undefined) {
      throw new VaultRejected('key-unknown', `Master key ${masterId} is not configured (REDRESS_MASTER_KEYS)`);
    }
    return { id: dataKeyId, key: unsealEnvelope(master, wrapPlace(group, dataKeyId), wrapped) };
  }

  /** HMAC-SHA256 under the index key, hex. The purpose keeps the same value apart in different tables. */
  fingerprint(purpose: string, value: string | Buffer): string {
    return createHmac('sha256', this.#index).update(`fingerprint\0${purpose}\0`, 'utf8').update(value).digest('hex');
  }

  /** A key of 32 bytes for one purpose (HKDF, RFC 5869), e.g. the MAC of reply tokens. */
  deriveKey(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#index, Buffer.alloc(0), `derived\0${purpose}`, keyBytes));
  }
}

function wrapPlace(group: string, dataKeyId: string): string {
  return `data-key\0${group}\0${dataKeyId}`;
}
