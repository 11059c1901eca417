import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { awaitEnd } from './await-end.js';

describe(awaitEnd.name, () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-end-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('lets a process take its time before its report', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 300)']);
    expect(await awaitEnd(child, { report: join(folder, 'none'), limitMs: 0 })).toBe(true);
  });

  it('ends a process that stays after its report', async () => {
    const report = join(folder, 'report.json');
    await writeFile(report, '{}');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    expect(await awaitEnd(child, { report, limitMs: 100 })).toBe(false);
  });

  it('throws what keeps a process from starting', async () => {
    const child = spawn(join(folder, 'nothing-here'));
    await expect(awaitEnd(child, { report: join(folder, 'none'), limitMs: 0 })).rejects.toThrow('ENOENT');
  });
});
