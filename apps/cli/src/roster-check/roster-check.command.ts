import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { faultAt, faultLine, type PolicyFault } from '#libs/policy/load/policy-fault.js';
import { checkRoster } from '#libs/roster/check-roster.js';
import { readRoster } from '#libs/roster/load-roster.js';
import { configuredPaths } from '../preset-check/policy-paths.js';

/** `bin/redress roster check`: whether the roster is sound and fills every role that a preset asks for. */
export function defineRosterCheck(command: Command): void {
  command
    .option('--roster <file>', 'roster; default: as configured')
    .option('--presets <folder>', 'folder of presets; default: as configured')
    .option('--preset <id>', 'the preset it must carry out', 'property-group')
    .action((options: { roster?: string; presets?: string; preset: string }) => {
      const paths = configuredPaths();
      const file = options.roster ?? paths.roster;
      const preset = loadPresets(options.presets ?? paths.presets).book.get(options.preset);
      const { roster, root, faults } = readRoster(file, readFileSync(file, 'utf8'));
      const found: PolicyFault[] = [...faults];
      if (roster !== null && root !== null) {
        found.push(
          ...checkRoster(roster, preset).map(({ path, message, severity }) => faultAt(root, path, message, severity)),
        );
      }
      for (const fault of found) {
        process.stdout.write(`${fault.severity} ${faultLine(fault)}\n`);
      }
      const errors = found.filter((fault) => fault.severity === 'error').length;
      const size = roster === null ? 'unreadable' : `${roster.people.size} people in ${roster.units.length} unit(s)`;
      process.stdout.write(
        `${file}: ${size}, checked against ${preset.id}@${preset.version}; ${errors} error(s), ${found.length - errors} warning(s)\n`,
      );
      process.exitCode = errors === 0 ? 0 : 1;
    });
}
