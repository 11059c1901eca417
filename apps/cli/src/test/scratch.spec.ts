import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withScratch } from './scratch.js';

describe(withScratch.name, () => {
  it('names what was left in it, and goes with all that is in it', async () => {
    const folder = await withScratch(async ({ folder: made, temporary, left }) => {
      expect(await left()).toEqual([]);
      await mkdir(join(temporary, 'redress-letters-x', 'deep'), { recursive: true });
      await mkdir(join(temporary, 'of-a-package'));
      expect(await left()).toEqual(['redress-letters-x']);
      return made;
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('goes too when the work in it fails', async () => {
    let folder = '';
    await expect(
      withScratch((scratch) => {
        ({ folder } = scratch);
        return Promise.reject(new Error('killed'));
      }),
    ).rejects.toThrow('killed');
    expect(folder).not.toBe('');
    expect(existsSync(folder)).toBe(false);
  });
});
