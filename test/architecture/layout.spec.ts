import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { layoutFaults } from './layout-faults.js';

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the layout', () => {
  it('names every file after its concept and role, and keeps it short', async () => {
    const root = projectFolder();
    const files = (await Promise.all(['apps', 'libs', 'test'].map((folder) => sources(join(root, folder))))).flat();
    const faults = await Promise.all(
      files.map(async (file) =>
        layoutFaults(file.slice(root.length + 1), (await readFile(file, 'utf8')).split('\n').length - 1),
      ),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(faults.flat()).toEqual([]);
  });

  it.each([
    ['libs/mail/mailUtils.ts', 10, 'not kebab-case'],
    ['libs/mail/utils.ts', 10, 'says nothing'],
    ['libs/common/clock.ts', 10, 'says nothing'],
    ['libs/mail/index.ts', 10, 'says nothing'],
    ['libs/mail/parse-mail.ts', 301, 'split it by verb'],
  ])('finds fault with %s of %d lines', (path, lines, fault) => {
    expect(layoutFaults(path, lines).join()).toContain(fault);
  });

  it.each(['libs/mail/parse/parse-mail.ts', 'apps/cli/src/test/run-jest.ts', 'libs/observability/pino.logger.spec.ts'])(
    'is content with %s',
    (path) => {
      expect(layoutFaults(path, 300)).toEqual([]);
    },
  );
});
