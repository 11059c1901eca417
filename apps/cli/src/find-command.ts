import type { CommandEntry } from './command.entry.js';

/**
 * found      the command line names this command; `rest` are its arguments
 * help       the list is asked for, whole or of what begins with `prefix`
 * unknown    no command is called that; `similar` are the ones that begin alike
 */
export type FoundCommand =
  | { readonly kind: 'found'; readonly entry: CommandEntry; readonly rest: readonly string[] }
  | { readonly kind: 'help'; readonly prefix: string }
  | { readonly kind: 'unknown'; readonly words: string; readonly similar: readonly string[] };

export function findCommand(entries: readonly CommandEntry[], args: readonly string[]): FoundCommand {
  const asked = args[0] === 'help' ? args.slice(1) : args;
  const entry = entries.find(({ words }) => beginsWith(asked, words.split(' ')));
  if (entry !== undefined) {
    const rest = asked.slice(entry.words.split(' ').length);
    return { kind: 'found', entry, rest: args[0] === 'help' ? ['--help'] : rest };
  }
  const [first] = asked;
  if (first === undefined || first === '--help' || first === '-h') {
    return { kind: 'help', prefix: '' };
  }
  const family = entries.filter(({ words }) => words.startsWith(`${first} `));
  const second = asked[1];
  if (family.length > 0 && (second === undefined || second.startsWith('-'))) {
    return { kind: 'help', prefix: first };
  }
  return {
    kind: 'unknown',
    words: family.length > 0 && second !== undefined ? `${first} ${second}` : first,
    similar: (family.length > 0 ? family : entries.filter(({ words }) => words.startsWith(first.slice(0, 2)))).map(
      ({ words }) => words,
    ),
  };
}

function beginsWith(args: readonly string[], words: readonly string[]): boolean {
  return words.every((word, index) => args[index] === word);
}
