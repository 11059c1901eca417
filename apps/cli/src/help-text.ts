import type { CommandEntry } from './command.entry.js';

/** The list of commands as text. */
export function helpText(entries: readonly CommandEntry[], prefix: string): string {
  const shown = entries.filter(({ words }) => prefix === '' || words.startsWith(`${prefix} `));
  const width = Math.max(0, ...shown.map(({ words }) => words.length));
  const list = shown.map(({ words, summary }) => `  ${words.padEnd(width)}  ${summary}`);
  return [
    `Usage: bin/redress ${prefix === '' ? '<command>' : `${prefix} <command>`} [arguments]`,
    '',
    ...list,
    '',
    'bin/redress help <command> says more.',
    'Exit codes: 0 done; 1 done and the answer is no; 2 wrong use, or something is missing on this machine;',
    '69 a server cannot be reached; 70 a bug; 78 the configuration is wrong; 130, 143 interrupted.',
    '',
  ].join('\n');
}
