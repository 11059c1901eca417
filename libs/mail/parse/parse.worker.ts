import { parentPort, workerData } from 'node:worker_threads';
import { readMail } from './read-mail.js';

/** Reads one large mail away from the service's own thread and memory, and ends. */
const { raw, budgetMs } = workerData as { raw: Uint8Array; budgetMs: number };
parentPort?.postMessage(
  readMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), performance.now() + budgetMs, 0),
);
