import type { Command } from 'commander';

/**
 * Adds arguments, options and the action to an empty commander command. The action prints results to standard output,
 * everything else to standard error; it throws for a failure, and sets `process.exitCode` where the answer is no.
 */
export type DefineCommand = (command: Command) => void;

/** One command of `bin/redress`. Its code is loaded only when it is called for. */
export interface CommandEntry {
  /** The words that call it: `inspect`, `preset check`. */
  readonly words: string;
  /** One line for the list. */
  readonly summary: string;
  /** Whether it works in Redress's own folder, so that relative paths of the configuration mean the same everywhere. */
  readonly atHome?: true;
  /** Called when `words` are the command: imports its folder. */
  readonly load: () => Promise<DefineCommand>;
}
