import type { EntityManager } from '@mikro-orm/postgresql';
import type { BlobStore } from './blob-store.js';

const batchSize = 500;
/** Longer than any transaction lasts: a younger blob may belong to one that has not committed yet. */
const defaultAgeMs = 60 * 60 * 1000;

/** Deletes blobs that no item points to: left by a transaction that failed, or erased. Returns how many. */
export async function sweepOrphans(em: EntityManager, blobs: BlobStore, ageMs = defaultAgeMs): Promise<number> {
  let swept = 0;
  let batch: string[] = [];
  for await (const id of blobs.listOlderThan(ageMs)) {
    batch.push(id);
    if (batch.length === batchSize) {
      swept += await sweepBatch(em, blobs, batch);
      batch = [];
    }
  }
  return swept + (await sweepBatch(em, blobs, batch));
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

async function sweepBatch(em: EntityManager, blobs: BlobStore, names: readonly string[]): Promise<number> {
  const ids = names.filter((name) => uuid.test(name));
  const drafts = names.filter((name) => !uuid.test(name));
  const rows = await em.execute<{ id: string }[]>(
    `select id from vault.blobs_without_item(string_to_array(nullif(?, ''), ',')::uuid[]) as id`,
    [ids.join(',')],
  );
  const orphans = [...rows.map((row) => row.id), ...drafts];
  for (const orphan of orphans) {
    await blobs.delete(orphan);
  }
  return orphans.length;
}
