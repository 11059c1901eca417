import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { BlobStore } from './blob/blob-store.js';
import { sealEnvelope, unsealEnvelope } from './envelope/envelope.js';
import { VaultKeys } from './keys/vault-keys.js';
import { appendLink } from './store/append-link.js';
import { eraseGroup } from './store/erase-group.js';
import { joinGroup } from './store/join-group.js';
import { openGroup } from './store/open-group.js';
import { DataKeys } from './store/read-data-key.js';
import { VaultItemId } from './vault-item.js';
import type { ItemKind, Tombstone, VaultItem } from './vault-item.js';
import { VaultRowLimit } from './vault-row-limit.js';
import { VaultRejected } from './vault.failure.js';

interface ItemRow {
  readonly id: string;
  readonly group_id: string;
  readonly kind: ItemKind;
  readonly size: number;
  readonly place: 'row' | 'blob' | 'gone';
}

/**
 * The one door to personal data and content (PC-6). Everything is sealed under the data key of its erasure group;
 * destroying that key erases the group. What a service may do here is decided by its PostgreSQL role, not by code.
 * Writes join the caller's transaction and refuse to run without one.
 */
@Injectable()
export class Vault {
  readonly #dataKeys: DataKeys;

  constructor(
    private readonly em: EntityManager,
    private readonly keys: VaultKeys,
    private readonly blobs: BlobStore,
    private readonly rowLimit: VaultRowLimit,
  ) {
    this.#dataKeys = new DataKeys(keys);
  }

  /** Opens an erasure group with a data key of its own. `id` is a delivery or case id. Opening again is harmless. */
  async openGroup(id: string): Promise<void> {
    await openGroup(this.writing(), this.keys, id);
  }

  /** From now on erasing `parent` erases `child`; nothing is re-encrypted. Throws `join-circular`, `group-unknown`, `group-erased`. */
  async join(child: string, parent: string): Promise<void> {
    await joinGroup(this.writing(), child, parent);
  }

  /** Throws `group-unknown`, `group-erased`, VaultUnavailable. */
  async seal(group: string, kind: ItemKind, content: Buffer | string): Promise<VaultItemId> {
    const em = this.writing();
    const id = VaultItemId.parse(randomUUID());
    const plain = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    const envelope = sealEnvelope(await this.keyForWriting(em, group), placeOf(id, group, kind), plain);
    const digest = createHash('sha256').update(envelope).digest();
    const inRow = plain.length <= this.rowLimit.bytes;
    if (!inRow) {
      // Before the commit: a blob without a row is swept, a row without its blob would be a loss.
      await this.blobs.put(id, envelope);
    }
    await appendLink(em, { group, action: 'seal', subject: id, digest });
    await em.execute(
      `insert into vault.item (id, group_id, kind, size, digest, place, envelope) values (?, ?, ?, ?, ?, ?, ?)`,
      [id, group, kind, plain.length, digest, inRow ? 'row' : 'blob', inRow ? envelope : null],
      'run',
    );
    return id;
  }

  async sealJson(group: string, kind: ItemKind, value: unknown): Promise<VaultItemId> {
    return this.seal(group, kind, JSON.stringify(value));
  }

  /** Throws `item-unknown` (also when the role may not see it), `group-erased`, `item-tampered`, VaultUnavailable. */
  async open(item: VaultItemId): Promise<Buffer> {
    const rows = await this.em.execute<(ItemRow & { envelope: Buffer | null })[]>(
      `select id, group_id, kind, size, place, envelope from vault.item where id = ?`,
      [item],
    );
    const row = rows[0];
    if (row === undefined) {
      throw new VaultRejected('item-unknown', `No item ${item} that this service may read`);
    }
    if (row.place === 'gone') {
      throw new VaultRejected('group-erased', `Item ${item} is erased`);
    }
    const key = await this.#dataKeys.of(this.em, row.group_id);
    const envelope = row.envelope ?? (await this.blobs.get(row.id));
    return unsealEnvelope(key, placeOf(row.id, row.group_id, row.kind), envelope);
  }

  async openText(item: VaultItemId): Promise<string> {
    return (await this.open(item)).toString('utf8');
  }

  /** Throws `item-malformed` when the content is not what `schema` says. */
  async openJson<S extends z.ZodType>(item: VaultItemId, schema: S): Promise<z.infer<S>> {
    const parsed = schema.safeParse(parseJson(item, await this.openText(item)));
    if (!parsed.success) {
      // Only where, never what: the issues' messages could quote content.
      const paths = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
      throw new VaultRejected('item-malformed', `Item ${item} has another shape: ${paths.join(', ')}`);
    }
    return parsed.data;
  }

  /** The newest item of that kind in the group itself; null when there is none. */
  async find(group: string, kind: ItemKind): Promise<VaultItemId | null> {
    const rows = await this.em.execute<{ id: string }[]>(
      `select id from vault.item where group_id = ? and kind = ? order by ordinal desc limit 1`,
      [group, kind],
    );
    return rows[0] === undefined ? null : VaultItemId.parse(rows[0].id);
  }

  /** Items of the group itself, oldest first; those of groups that joined it are listed by their own id. */
  async list(group: string, kind?: ItemKind): Promise<VaultItem[]> {
    const rows = await this.em.execute<ItemRow[]>(
      `select id, group_id, kind, size, place from vault.item where group_id = ? and (?::text is null or kind = ?) order by ordinal`,
      [group, kind ?? null, kind ?? null],
    );
    return rows.map((row) => ({
      id: VaultItemId.parse(row.id),
      group: row.group_id,
      kind: row.kind,
      size: row.size,
      erased: row.place === 'gone',
    }));
  }

  /** HMAC-SHA256 under the index key, hex: the only form in which addresses and numbers are looked up. */
  fingerprint(purpose: string, value: string | Buffer): string {
    return this.keys.fingerprint(purpose, value);
  }

  /** A key of 32 bytes for one purpose, e.g. the MAC of reply tokens. Stays the same as long as the index key does. */
  deriveKey(purpose: string): Buffer {
    return this.keys.deriveKey(purpose);
  }

  /**
   * Destroys the keys of the group and of all that joined it. `at` is business time. Blobs are deleted by the next
   * sweep: deleting them before the commit could lose content if the transaction fails.
   */
  async erase(group: string, at: Date, tombstone: Tombstone): Promise<void> {
    await eraseGroup(this.writing(), group, at, tombstone);
  }

  /** Whether something with one of these marks was erased before, and so must not come back. */
  async wasErased(marks: Tombstone): Promise<boolean> {
    for (const [mark, values] of [
      ['transport', marks.transport],
      ['fingerprint', marks.fingerprints],
    ] as const) {
      for (const value of values) {
        const rows = await this.em.execute<unknown[]>(
          `select 1 from vault.tombstone where mark = ? and value = ? limit 1`,
          [mark, value],
        );
        if (rows.length > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private async keyForWriting(em: EntityManager, group: string) {
    const known = await em.execute<unknown[]>(`select 1 from vault.erasure_group where id = ?`, [group]);
    if (known.length === 0) {
      throw new VaultRejected('group-unknown', `No erasure group ${group}: openGroup first`);
    }
    return this.#dataKeys.of(em, group);
  }

  private writing(): EntityManager {
    if (!this.em.isInTransaction()) {
      throw new Error('The vault writes only inside a transaction: wrap the call in em.transactional()');
    }
    return this.em;
  }
}

function placeOf(id: string, group: string, kind: ItemKind): string {
  return `item\0${id}\0${group}\0${kind}`;
}

function parseJson(item: VaultItemId, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new VaultRejected('item-malformed', `Item ${item} is not JSON`);
  }
}
