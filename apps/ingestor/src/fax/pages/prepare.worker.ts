import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import type { PageLimits } from './page-limits.js';
import { preparePages } from './prepare-pages.js';

/**
 * The PDF decoder may take two gigabytes by its own limit, which a thread's heap limit does not bound; a page takes a few
 * dozen megabytes. For all WebAssembly of this process from now on: 512 MB, in pages of 64 KB.
 */
setFlagsFromString('--wasm-max-mem-pages=8192');

/** Decodes one file away from the service's own thread, and ends. */
const { content, limits } = workerData as { content: Uint8Array; limits: PageLimits };
parentPort?.postMessage(await preparePages(content, limits));
