import { parentPort, workerData } from 'node:worker_threads';
import type { PageLimits } from './page-limits.js';
import { preparePages } from './prepare-pages.js';

/** Decodes one file away from the service's own thread, and ends. */
const { content, limits } = workerData as { content: Uint8Array; limits: PageLimits };
parentPort?.postMessage(await preparePages(content, limits));
