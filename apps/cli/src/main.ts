import { Command, CommanderError } from 'commander';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { commandList } from './command-list.js';
import type { CommandEntry } from './command.entry.js';
import { findCommand } from './find-command.js';
import { helpText } from './help-text.js';

/** A reader that has seen enough (`| head`) is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 70);
});

const found = findCommand(commandList, process.argv.slice(2));
switch (found.kind) {
  case 'found':
    await run(found.entry, found.rest);
    break;
  case 'help':
    process.stdout.write(helpText(commandList, found.prefix));
    break;
  case 'unknown':
    process.stderr.write(`redress: no command is called ${found.words}${hint(found.similar)}; see bin/redress help\n`);
    process.exitCode = 2;
    break;
  default:
    found satisfies never;
}

async function run(entry: CommandEntry, args: readonly string[]): Promise<void> {
  const command = new Command(`bin/redress ${entry.words}`).description(entry.summary).exitOverride();
  try {
    if (entry.atHome === true) {
      process.chdir(projectFolder());
    }
    (await entry.load())(command);
    await command.parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = await report(entry, error);
  }
}

async function report(entry: CommandEntry, error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : 2;
  }
  const { describeFailure } = await import('#libs/runtime/describe-failure.js');
  const { lines, exitCode, isBug } = describeFailure(error);
  for (const line of lines) {
    process.stderr.write(`redress ${entry.words}: ${line}\n`);
  }
  if (isBug && error instanceof Error) {
    const { maskPersonal } = await import('#libs/observability/mask-personal.js');
    process.stderr.write(`${maskPersonal(error.stack ?? '')}\n`);
  }
  return exitCode;
}

function hint(similar: readonly string[]): string {
  return similar.length === 0 ? '' : ` (did you mean ${similar.join(' or ')}?)`;
}
