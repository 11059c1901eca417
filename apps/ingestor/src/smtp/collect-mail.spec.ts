import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { BufferBudget } from './buffer-budget.js';
import { collectMail } from './collect-mail.js';

const of = (...chunks: string[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

describe('collecting a mail from the wire', () => {
  it('keeps what fits, up to the limit exactly', async () => {
    await expect(collectMail(of('abc', 'de'), 5, new BufferBudget(10))).resolves.toMatchObject({
      kind: 'whole',
      bytes: Buffer.from('abcde'),
    });
  });

  it('counts what is over the limit to its end and keeps none of it', async () => {
    const budget = new BufferBudget(10);
    await expect(collectMail(of('abc', 'def', 'gh'), 5, budget)).resolves.toEqual({ kind: 'too-large', sizeBytes: 8 });
    expect(budget.take(10)).toBe(true);
  });

  it('asks the sender to come back when memory is used up, and has it back after a release', async () => {
    const budget = new BufferBudget(6);
    const first = await collectMail(of('abcd'), 5, budget);
    await expect(collectMail(of('efgh'), 5, budget)).resolves.toEqual({ kind: 'no-room' });
    if (first.kind === 'whole') {
      first.release();
    }
    await expect(collectMail(of('efgh'), 5, budget)).resolves.toMatchObject({ kind: 'whole' });
  });

  it('gives memory back when the connection breaks', async () => {
    const budget = new BufferBudget(4);
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('abcd');
        await Promise.reject(new Error('reset'));
      })(),
    );
    await expect(collectMail(broken, 5, budget)).rejects.toThrow('reset');
    expect(budget.take(4)).toBe(true);
  });
});
