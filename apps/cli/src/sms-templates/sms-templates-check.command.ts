import type { Command } from 'commander';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { configuredPaths } from '../preset-check/policy-paths.js';
import { filedText, segmentsOf } from '#libs/sms/template/filed-text.js';
import { listSmsTexts, type SmsTextEntry } from './list-sms-texts.js';

export function defineSmsTemplatesCheck(command: Command): void {
  command
    .option('--preset <id>', 'only of this preset')
    .option('--limit <characters>', 'longest text that the provider approves, without its variables', '500')
    .option('--codes', 'a text without the code of its approval is an error')
    .addHelpText(
      'after',
      '\nExit code 1 when there is an error. Lengths are of the text before variables are filled in.',
    )
    .action((options: { preset?: string; limit: string; codes?: true }) => {
      const { book } = loadPresets(configuredPaths().presets);
      const entries = listSmsTexts(book, options.preset);
      const found = entries.flatMap((entry) => faultsOf(entry, Number(options.limit), options.codes === true));
      for (const line of found) {
        process.stdout.write(`${line}\n`);
      }
      const errors = found.filter((line) => line.startsWith('error')).length;
      process.stdout.write(
        `${String(entries.length)} SMS texts; ${String(errors)} error(s), ${String(found.length - errors)} warning(s)\n`,
      );
      process.exitCode = errors === 0 ? 0 : 1;
    });
}

function faultsOf({ preset, template, language, code, source }: SmsTextEntry, limit: number, codes: boolean): string[] {
  const where = `${preset} ${template} ${language}`;
  const { text, variables, conditionalLines } = filedText(source, language, 'plain');
  const length = variables.reduce((rest, name) => rest.replaceAll(`{${name}}`, ''), text).length;
  const faults: string[] = [];
  if (length > limit) {
    faults.push(`error ${where}: ${String(length)} characters, ${String(limit)} are the limit`);
  }
  if (code === null && codes) {
    faults.push(`error ${where}: no code of an approved text`);
  }
  if (conditionalLines > 0) {
    faults.push(
      `warning ${where}: ${String(conditionalLines)} line(s) stand only where something is known; an approved text always has them`,
    );
  }
  if (segmentsOf(length) > 2) {
    faults.push(`warning ${where}: goes as ${String(segmentsOf(length))} messages before anything is filled in`);
  }
  return faults;
}
