import { describe, expect, it } from '@jest/globals';
import { parseInWorker } from './parse-in-worker.js';
import { rawAttached } from './parse-mail.js';

function workerOf(source: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

const raw = Buffer.from('From: zhangsan@example.cn\r\nSubject: x\r\n\r\ny');
const limits = { limitMs: 2_000, heapMb: 32, budgetMs: 1_000 };

describe('reading a large mail in a thread of its own (issue 3 point 3)', () => {
  it('gives up on one that takes for ever', async () => {
    expect(await parseInWorker(workerOf('for (;;);'), raw, { ...limits, limitMs: 200 })).toBeNull();
  });

  it('gives up on one that takes all memory, and goes on living', async () => {
    expect(
      await parseInWorker(workerOf('const a = []; for (;;) a.push(new Array(1e5).fill({}));'), raw, {
        ...limits,
        limitMs: 20_000,
      }),
    ).toBeNull();
  });

  it('gives up on one that dies', async () => {
    expect(await parseInWorker(workerOf('throw new Error("x")'), raw, limits)).toBeNull();
  });

  it('then keeps header and raw mail, and says why', () => {
    const mail = rawAttached(raw, 'budget-exceeded');
    expect(mail).toMatchObject({
      subject: 'x',
      from: { address: 'zhangsan@example.cn' },
      warnings: expect.arrayContaining(['budget-exceeded']) as unknown,
    });
    expect(mail.attachments.map((file) => file.content.equals(raw))).toEqual([true]);
  });
});
