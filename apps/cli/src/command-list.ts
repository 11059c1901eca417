import type { CommandEntry } from './command.entry.js';

/**
 * Every command, in the order in which help shows them. A new one is a folder with `<name>.command.ts` that exports a
 * DefineCommand, and a line here.
 */
export const commandList: readonly CommandEntry[] = [
  {
    words: 'test',
    summary: 'run every check and every test; installs the servers it needs where it can',
    load: async () => (await import('./test/test.command.js')).defineTest,
  },
];
