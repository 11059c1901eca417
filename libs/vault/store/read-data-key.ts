import type { EntityManager } from '@mikro-orm/postgresql';
import type { NamedKey } from '../envelope/envelope.js';
import type { VaultKeys } from '../keys/vault-keys.js';
import { VaultRejected } from '../vault.failure.js';

/** Unwrapped keys of one transaction each; they go when it goes. Outside a transaction nothing is kept. */
export class DataKeys {
  readonly #byTransaction = new WeakMap<object, Map<string, NamedKey>>();

  constructor(private readonly keys: VaultKeys) {}

  /** Throws `group-erased` when there is no key any more, `key-unknown` when its master key is not configured. */
  async of(em: EntityManager, group: string): Promise<NamedKey> {
    const cache = this.cacheOf(em);
    const known = cache?.get(group);
    if (known !== undefined) {
      return known;
    }
    const rows = await em.execute<{ key_id: string; wrapped: Buffer }[]>(
      `select key_id, wrapped from vault.wrapped_key where group_id = ?`,
      [group],
    );
    const row = rows[0];
    if (row === undefined) {
      throw new VaultRejected('group-erased', `Erasure group ${group} has no key any more`);
    }
    const key = this.keys.unwrap(group, row.key_id, row.wrapped);
    cache?.set(group, key);
    return key;
  }

  private cacheOf(em: EntityManager): Map<string, NamedKey> | undefined {
    const transaction: object | undefined = em.getTransactionContext();
    if (transaction === undefined) {
      return undefined;
    }
    const cache = this.#byTransaction.get(transaction) ?? new Map<string, NamedKey>();
    this.#byTransaction.set(transaction, cache);
    return cache;
  }
}
