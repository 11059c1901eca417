import { Worker } from 'node:worker_threads';
import type { ParsedAttachment, ParsedMail } from './parsed-mail.js';

export interface WorkerLimits {
  /** Milliseconds of wall clock for the whole mail. */
  readonly limitMs: number;
  /** Megabytes of heap; buffers come on top and are bounded by the size of the mail. */
  readonly heapMb: number;
  /** Milliseconds after which no further helper is started. */
  readonly budgetMs: number;
}

/** The compiled worker; there is none where TypeScript is run from source. */
export function workerFile(): URL | null {
  return import.meta.url.endsWith('.js') ? new URL('./parse.worker.js', import.meta.url) : null;
}

/** Buffers cross the thread boundary as plain byte arrays. */
function revive(mail: ParsedMail): ParsedMail {
  const bytes = (content: Uint8Array): Buffer => Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const attachment = (file: ParsedAttachment): ParsedAttachment => ({ ...file, content: bytes(file.content) });
  return { ...mail, attachments: mail.attachments.map(attachment), nested: mail.nested.map(revive) };
}

/** Reads a mail in a thread of its own. Null when it ran out of time or memory, or died. */
export async function parseInWorker(
  file: URL,
  raw: Buffer,
  { limitMs, heapMb, budgetMs }: WorkerLimits,
): Promise<ParsedMail | null> {
  return new Promise((resolve) => {
    const worker = new Worker(file, {
      workerData: { raw, budgetMs },
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      stderr: true,
    });
    let settled = false;
    const settle = (mail: ParsedMail | null): void => {
      if (settled) {
        return;
      }
      settled = true;
      clearTimeout(timer);
      void worker.terminate();
      resolve(mail === null ? null : revive(mail));
    };
    const timer = setTimeout(settle, limitMs, null);
    worker.once('message', (mail: ParsedMail) => {
      settle(mail);
    });
    worker.once('error', () => {
      settle(null);
    });
    worker.once('exit', () => {
      settle(null);
    });
  });
}
