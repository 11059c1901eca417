import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exportCorrections } from '#apps/classifier/src/corrections/export-corrections.js';
import { companyWords } from '#apps/classifier/src/opinion/company-words.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { readSince, sinceInstant, type Since } from '../administration/read-since.js';
import { writeNewFile } from '../administration/write-new-file.js';
import { withClassification } from '../classifier-report/with-classification.js';

interface Options {
  readonly to: string;
  readonly since?: Since;
  readonly preset?: string;
  readonly unmasked?: true;
}

/** `bin/redress classifier export --to FILE`: what people decided, in the lines that training reads. */
export function defineClassifierExport(command: Command): void {
  command
    .requiredOption('--to <file>', 'where to; one that exists is never overwritten; -: standard output')
    .option('--since <when>', 'complaints from then on: 30d, 12h, a day; default: all', readSince)
    .option('--preset <id>', 'only complaints under this preset')
    .option('--unmasked', 'with names, numbers and places as they were written: personal data')
    .addHelpText(
      'after',
      '\nOne JSON object a line, as apps/classifier/training has them; `classifier train --also FILE --to MODEL` learns from it.\nNames, numbers and places are replaced by made-up ones. That is done by rules: look through the file before it leaves the house.',
    )
    .action(async ({ to, since, preset, unmasked }: Options) => {
      const path = resolve(to);
      // Relative paths of the configuration mean Redress's own folder, the file the caller's.
      process.chdir(projectFolder());
      await withClassification(async ({ em, vault, config, now }) => {
        const presets = loadPresets(config.REDRESS_PRESETS).book;
        const { lines, erased, presetUnknown } = await exportCorrections(
          { em, vault, presets },
          {
            since: since === undefined ? null : sinceInstant(since, now),
            preset: preset ?? null,
            masked: unmasked !== true,
            company: companyWords(loadRoster(config.REDRESS_ROSTER)),
          },
        );
        const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
        if (to === '-') {
          process.stdout.write(text);
        } else {
          await writeNewFile(path, text);
        }
        const left = [
          ...(erased === 0 ? [] : [`${String(erased)} erased`]),
          ...(presetUnknown === 0 ? [] : [`${String(presetUnknown)} under presets that are not installed`]),
        ];
        process.stderr.write(
          `redress: ${String(lines.length)} text(s) decided by people${to === '-' ? '' : ` written to ${path}`}${left.length === 0 ? '' : `; left out: ${left.join(', ')}`}\n`,
        );
      });
    });
}
