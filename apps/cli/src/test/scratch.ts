import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A place for one run of tests, which goes with it. */
export interface Scratch {
  readonly folder: string;
  /** TMPDIR of the run: whatever its processes leave behind is in here, even of those that are killed. */
  readonly temporary: string;
  /** Names of folders of ours that are still in there; a run that has put everything away leaves none. */
  readonly left: () => Promise<string[]>;
}

/** Makes the place, and removes it with all that is in it however `work` ends. */
export async function withScratch<Result>(work: (scratch: Scratch) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-test-'));
  const temporary = join(folder, 'tmp');
  try {
    await mkdir(temporary);
    // Servers that run as users of their own pass through.
    await Promise.all([chmod(folder, 0o711), chmod(temporary, 0o711)]);
    const left = async (): Promise<string[]> =>
      (await readdir(temporary)).filter((name) => name.startsWith('redress-')).sort();
    return await work({ folder, temporary, left });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
