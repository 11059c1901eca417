import type { Command } from 'commander';
import { stringify } from 'yaml';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { configuredPaths } from '../preset-check/policy-paths.js';
import { writtenForm } from './written-form.js';

/** `bin/redress preset show ID[@VERSION] [section...]`: the preset as it is in force, with all it extends merged in. */
export function definePresetShow(command: Command): void {
  command
    .argument('<preset>', 'id, or id@version')
    .argument('[sections...]', 'only these, e.g. milestones approvals')
    .option('--presets <folder>', 'folder of presets; default: as configured')
    .option('--json', 'print JSON instead of YAML')
    .action((reference: string, sections: string[], options: { presets?: string; json?: true }) => {
      const { book } = loadPresets(options.presets ?? configuredPaths().presets);
      const [id = '', version] = reference.split('@');
      const preset = book.get(version === undefined ? id : { id, version });
      const whole = writtenForm(preset);
      const unknown = sections.filter((section) => !(section in whole));
      if (unknown.length > 0) {
        throw new CommandRefused(
          `a preset has no section ${unknown.join(', ')}; there are ${Object.keys(whole).join(', ')}`,
        );
      }
      const shown =
        sections.length === 0 ? whole : Object.fromEntries(sections.map((section) => [section, whole[section]]));
      process.stdout.write(options.json === true ? `${JSON.stringify(shown)}\n` : stringify(shown, { lineWidth: 0 }));
    });
}
