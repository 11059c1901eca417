import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { pageList } from './page-list.js';

export function defineDocs(command: Command): void {
  command
    .option('--check', 'write nothing; exit code 1 when a page is not what the code says')
    .action(async (options: { check?: true }) => {
      for (const { path, text, faults } of pageList) {
        for (const fault of faults?.() ?? []) {
          process.stdout.write(`${path}: ${fault}\n`);
          process.exitCode = exitCodes.no;
        }
        const now = await readFile(path, 'utf8').catch(() => null);
        if (now === text()) {
          continue;
        }
        if (options.check === true) {
          process.stdout.write(`${path} is not what the code says; run: bin/redress docs\n`);
          process.exitCode = exitCodes.no;
        } else {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, text());
          process.stdout.write(`${path} written\n`);
        }
      }
    });
}
