import { describe, expect, it } from '@jest/globals';
import type { ReadFile } from '../process/read-content.js';
import { limitFiles } from './limit-files.js';

function file(name: string, bytes: number, inline = false): ReadFile {
  return { name, type: 'image/png', content: Buffer.alloc(bytes), sha256: '0'.repeat(64), inline };
}

function judged(files: readonly ReadFile[], limits: { maxBytes: number; maxCount: number }): (string | null)[] {
  return limitFiles(files, limits).map(({ notTaken }) => notTaken);
}

describe('limits of the files of a message (issue 3 point 10)', () => {
  it('take what is within them, in its order', () => {
    expect(judged([file('a', 10), file('b', 11), file('c', 9)], { maxBytes: 10, maxCount: 5 })).toEqual([
      null,
      'too-large',
      null,
    ]);
  });

  it('take the files beside a mail before the pictures in it', () => {
    const files = [file('logo', 1, true), file('a', 1), file('line', 1, true), file('b', 1)];
    expect(judged(files, { maxBytes: 10, maxCount: 3 })).toEqual([null, null, 'too-many', null]);
  });

  it('take all of seventy photos', () => {
    const photos = Array.from({ length: 70 }, (_, index) => file(String(index), 1));
    expect(judged(photos, { maxBytes: 10, maxCount: 100 }).every((reason) => reason === null)).toBe(true);
  });
});
