import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEverything } from './after-everything.js';

/** Registers a folder for this file, there at once, and gone after everything else however the tests end. Returns its path. */
export function testFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `redress-${name}-`));
  afterEverything(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
