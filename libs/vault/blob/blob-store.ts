/**
 * Where envelopes too large for a row lie. Named by item id, written before the transaction commits, never changed:
 * a blob without an item is an orphan and is swept; an item without its blob is a loss.
 * Port: a folder now; a bucket store has the same four verbs.
 */
export abstract class BlobStore {
  /** Durable when it resolves; putting the same id again is harmless. Throws VaultUnavailable. */
  abstract put(id: string, envelope: Buffer): Promise<void>;
  /** Throws VaultUnavailable `blob-missing`. */
  abstract get(id: string): Promise<Buffer>;
  /** Deleting what is not there is harmless. */
  abstract delete(id: string): Promise<void>;
  /** Ids whose blob was last written more than `ageMs` ago (machine time). */
  abstract listOlderThan(ageMs: number): AsyncIterable<string>;
}
