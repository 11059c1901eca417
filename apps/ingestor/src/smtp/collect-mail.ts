import type { Readable } from 'node:stream';
import type { BufferBudget } from './buffer-budget.js';

/**
 * whole      `release` gives its memory back to the budget
 * too-large  over the limit; counted to its end, not kept
 * no-room    the budget is used up; read to its end, not kept
 */
export type Collected =
  | { readonly kind: 'whole'; readonly bytes: Buffer; readonly release: () => void }
  | { readonly kind: 'too-large'; readonly sizeBytes: number }
  | { readonly kind: 'no-room' };

/**
 * Reads a mail from the wire. What will not be kept is still read to its end: only then may SMTP answer. Rejects when
 * the connection breaks.
 */
export async function collectMail(stream: Readable, limitBytes: number, budget: BufferBudget): Promise<Collected> {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  let held = 0;
  let room = true;
  const drop = (): void => {
    budget.give(held);
    held = 0;
    chunks = [];
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes || !room) {
        drop();
        continue;
      }
      room = budget.take(chunk.length);
      if (room) {
        held += chunk.length;
        chunks.push(chunk);
      }
    }
  } catch (error) {
    drop();
    throw error;
  }
  if (sizeBytes > limitBytes) {
    return { kind: 'too-large', sizeBytes };
  }
  if (!room) {
    drop();
    return { kind: 'no-room' };
  }
  return { kind: 'whole', bytes: Buffer.concat(chunks), release: drop };
}
