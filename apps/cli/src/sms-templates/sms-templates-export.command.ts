import { Option, type Command } from 'commander';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { configuredPaths } from '../preset-check/policy-paths.js';
import { filedText, variableForms, type VariableForm } from '#libs/sms/template/filed-text.js';
import { listSmsTexts } from './list-sms-texts.js';

export function defineSmsTemplatesExport(command: Command): void {
  command
    .option('--preset <id>', 'only of this preset')
    .addOption(new Option('--for <provider>', 'how variables are written').choices([...variableForms]).default('plain'))
    .addHelpText(
      'after',
      [
        '',
        'CSV: what to file with a provider that sends approved texts only. The code that it gives back belongs into the',
        "preset's template (sms, code). aliyun writes ${name}, tencent {1}, {2}, … in the order of the column variables.",
      ].join('\n'),
    )
    .action((options: { preset?: string; for: VariableForm }) => {
      const { book } = loadPresets(configuredPaths().presets);
      const rows = listSmsTexts(book, options.preset).map(({ preset, template, title, language, code, source }) => {
        const { text, variables } = filedText(source, language, options.for);
        return [preset, template, title, language, code ?? '', text, variables.join(' ')];
      });
      const heading = ['preset', 'template', 'title', 'language', 'code', 'text', 'variables'];
      process.stdout.write(`${[heading, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`);
    });
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
