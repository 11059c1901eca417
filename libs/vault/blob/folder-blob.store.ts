import { randomBytes } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '#libs/failure/error-code.js';
import { VaultUnavailable } from '../vault.failure.js';
import { BlobStore } from './blob-store.js';

/** Blobs as files `ab/cd/<id>` under a folder: written aside, flushed to disk, then renamed. */
export class FolderBlobStore extends BlobStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(id: string, envelope: Buffer): Promise<void> {
    const path = this.pathOf(id);
    const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(envelope);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      await syncFolder(dirname(path));
    } catch (cause) {
      throw new VaultUnavailable('blob-store-away', `Blob ${id} could not be written`, { cause });
    }
  }

  async get(id: string): Promise<Buffer> {
    try {
      return await readFile(this.pathOf(id));
    } catch (cause) {
      const missing = errorCode(cause) === 'ENOENT';
      throw new VaultUnavailable(missing ? 'blob-missing' : 'blob-store-away', `Blob ${id} could not be read`, {
        cause,
      });
    }
  }

  /** Also takes the name of a draft that a crash left, as `listOlderThan` gives it. */
  async delete(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  async *listOlderThan(ageMs: number): AsyncIterable<string> {
    const youngest = performance.timeOrigin + performance.now() - ageMs;
    for await (const path of filesUnder(this.folder)) {
      const { mtimeMs } = await stat(path.full).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
      if (mtimeMs <= youngest) {
        yield path.name;
      }
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, id.slice(0, 2), id.slice(2, 4), id);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* filesUnder(folder: string): AsyncIterable<{ full: string; name: string }> {
  let entries;
  try {
    entries = await opendir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return;
    }
    throw error;
  }
  for await (const entry of entries) {
    const full = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* filesUnder(full);
    } else {
      yield { full, name: entry.name };
    }
  }
}
