import type { CommandEntry } from './command.entry.js';

/**
 * Every command, in the order in which help shows them. A new one is a folder with `<name>.command.ts` that exports a
 * DefineCommand, and a line here.
 */
export const commandList: readonly CommandEntry[] = [
  {
    words: 'inspect',
    summary: 'print what is read from mails, one JSON object a line; needs no server',
    load: async () => (await import('./inspect/inspect.command.js')).defineInspect,
  },
  {
    words: 'eval corpora',
    summary: 'share right of public sets of mail, for measuring the mail readers',
    load: async () => (await import('./eval-corpora/eval-corpora.command.js')).defineEvalCorpora,
  },
  {
    words: 'test',
    summary: 'run every check and every test; installs the servers it needs where it can',
    load: async () => (await import('./test/test.command.js')).defineTest,
  },
];
