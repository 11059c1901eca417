import type { Command } from 'commander';
import { readPresets } from '#libs/policy/load/load-presets.js';
import { faultLine } from '#libs/policy/load/policy-fault.js';
import { knownNames } from './known-names.js';
import { configuredPaths } from './policy-paths.js';

/** `bin/redress preset check [folder]`: every fault by file and line; exit code 1 where there is one. Warnings do not count. */
export function definePresetCheck(command: Command): void {
  command
    .argument('[folder]', 'folder of presets, with calendars and templates beside it; default: as configured')
    .action((folder: string | undefined) => {
      const { book, faults } = readPresets(folder ?? configuredPaths().presets, {
        everyOverlay: true,
        known: knownNames(),
      });
      for (const fault of faults) {
        process.stdout.write(`${fault.severity} ${faultLine(fault)}\n`);
      }
      const errors = faults.filter((fault) => fault.severity === 'error').length;
      const good = book.ids.flatMap((id) => book.versionsOf(id).map((preset) => `${id}@${preset.version}`));
      process.stdout.write(
        `${good.length} preset(s) usable: ${good.join(', ')}; ${errors} error(s), ${faults.length - errors} warning(s)\n`,
      );
      process.exitCode = errors === 0 ? 0 : 1;
    });
}
