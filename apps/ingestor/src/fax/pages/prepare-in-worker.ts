import { Worker } from 'node:worker_threads';
import type { PageLimits } from './page-limits.js';
import type { PreparedPages } from './prepare-pages.js';

const heapMb = 512;

/** The compiled worker; there is none where TypeScript is run from source. */
export function prepareWorkerFile(): URL | null {
  return import.meta.url.endsWith('.js') ? new URL('./prepare.worker.js', import.meta.url) : null;
}

/**
 * Decodes a file in a thread of its own, which ends with it: time and memory that a hostile file takes are given back.
 * `too-long` when it ran out of either, or died.
 */
export async function prepareInWorker(
  content: Buffer,
  limits: PageLimits,
  limitMs: number,
  file: URL | null = prepareWorkerFile(),
): Promise<PreparedPages> {
  if (file === null) {
    // Loaded with the first fax only, and in the service's own thread only where there is no compiled worker.
    const { preparePages } = await import('./prepare-pages.js');
    return preparePages(content, limits);
  }
  return new Promise((resolve) => {
    const worker = new Worker(file, {
      workerData: { content, limits },
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      stdout: true,
      stderr: true,
    });
    let settled = false;
    const settle = (pages: PreparedPages): void => {
      if (!settled) {
        settled = true;
        clearTimeout(timer);
        void worker.terminate();
        resolve(pages);
      }
    };
    const giveUp = (): void => {
      settle({ kind: 'unreadable', reason: 'too-long' });
    };
    const timer = setTimeout(giveUp, limitMs);
    worker.once('message', settle);
    worker.once('error', giveUp);
    worker.once('exit', giveUp);
  });
}
